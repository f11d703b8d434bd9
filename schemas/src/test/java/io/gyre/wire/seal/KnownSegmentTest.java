package io.gyre.wire.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.wire.seal.age.AgeIdentity;
import io.gyre.wire.seal.age.X25519Identity;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was once written stays readable, and is written the same. */
final class KnownSegmentTest {

    @Test
    void theKnownSegmentIsOpened() throws Exception {
        AgeIdentity identity = AgeIdentity.parse(KnownSegment.IDENTITY, "known");
        OpenSegment open = SegmentReader.open(KnownSegment.sealed(), List.of(identity), 1 << 20, "known");
        assertEquals(Segments.ID, open.id());
        assertArrayEquals(Segments.samples().stream().map(Piece::path).toArray(),
                open.pieces().stream().map(Piece::path).toArray());
        assertArrayEquals(KnownSegment.payload(),
                Arrays.copyOf(open.pieces().getFirst().buffer(), (int) open.rawBytes()));
    }

    @Test
    void theSamePiecesGiveTheSamePayload() throws Exception {
        X25519Identity identity = X25519Identity.generate();
        OpenSegment open = Segments.open(Segments.seal(identity, Segments.samples()), identity);
        assertArrayEquals(KnownSegment.payload(),
                Arrays.copyOf(open.pieces().getFirst().buffer(), (int) open.rawBytes()));
    }
}
