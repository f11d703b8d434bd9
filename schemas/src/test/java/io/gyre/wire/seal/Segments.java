package io.gyre.wire.seal;

import io.gyre.wire.ChunkId;
import io.gyre.wire.LineId;
import io.gyre.wire.SealException;
import io.gyre.wire.SegmentId;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.seal.age.AgeIdentity;
import java.util.List;
import java.util.Random;

/** Segments to test with. */
final class Segments {
    static final LineId LINE = new LineId("host-1", "session", "20261123T092351+0000");
    static final SegmentId ID = new SegmentId(new ChunkId(LINE, 7), 1);

    private Segments() {}

    static SealedSegment seal(AgeIdentity identity, List<? extends Piece> pieces) {
        try (var writer = new SegmentWriter(ID, SegmentOptions.DEFAULT)) {
            pieces.forEach(writer::add);
            return writer.seal(List.of(identity.recipient()));
        }
    }

    /** {@return how a manifest names the segment} */
    static SegmentRef ref(SealedSegment sealed) {
        return new SegmentRef(sealed.id().chunk().number(), sealed.id().index(), 0, 0, sealed.rawBytes(),
                sealed.value().length, sealed.sha256(), 0, 0, 0, List.of());
    }

    static OpenSegment open(SealedSegment sealed, AgeIdentity identity) throws SealException {
        return SegmentReader.open(sealed.value(), LINE, ref(sealed), List.of(identity), "test");
    }

    /** {@return pieces of every kind and of lengths around the alignment} */
    static List<Piece> samples() {
        byte[] bytes = new byte[200];
        new Random(1).nextBytes(bytes);
        return List.of(new Piece.FilePart("kernel/metadata", 0, bytes, 0, 100),
                new Piece.FilePart("kernel/index/ch_0.idx", 16, bytes, 3, 1),
                new Piece.FilePart("ust/uid/0/64-bit/ünicode", Long.MAX_VALUE, bytes, 0, 0),
                new Piece.PacketPiece("kernel/ch_0", 4096, 1, 10, 20, bytes, 1, 8),
                new Piece.PacketPiece("kernel/ch_0", 4104, 2, Long.MIN_VALUE, Long.MAX_VALUE, bytes, 5, 63));
    }
}
