package io.gyre.wire.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.wire.ChunkId;
import io.gyre.wire.LineId;
import io.gyre.wire.SegmentId;
import io.gyre.wire.seal.age.X25519Identity;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SegmentTest {
    private static final SegmentId ID = new SegmentId(new ChunkId(new LineId("h", "s", "c"), 7), 1);
    private final X25519Identity identity = X25519Identity.generate();

    @Test
    void whatIsSealedIsOpenedEqual() throws Exception {
        byte[] file = new byte[1000];
        byte[] packet = new byte[300_001];
        new Random(1).nextBytes(packet);
        SealedSegment sealed;
        try (var writer = new SegmentWriter(ID, SegmentOptions.DEFAULT)) {
            writer.add(new Piece.FilePart("kernel/metadata", 0, file, 0, file.length));
            writer.add(new Piece.PacketPiece("kernel/ch_0", 4096, 1, 10, 20, packet, 1, 300_000));
            sealed = writer.seal(List.of(identity.recipient()));
        }
        OpenSegment open = SegmentReader.open(sealed.value(), List.of(identity), 1 << 20, "test");
        assertEquals(ID, open.id());
        assertEquals(sealed.rawBytes(), open.rawBytes());
        assertEquals(2, open.pieces().size());
        Piece second = open.pieces().getLast();
        assertEquals(0, second.offset() % 8);
        assertEquals(-1, Arrays.mismatch(packet, 1, packet.length, second.buffer(), second.offset(),
                second.offset() + second.length()));
    }
}
