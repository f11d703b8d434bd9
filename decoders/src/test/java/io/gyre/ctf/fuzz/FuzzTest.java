package io.gyre.ctf.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Some seconds of what {@code decoders/fuzz} does for hours. */
class FuzzTest {
    private static final long SECONDS = 4;
    private static final long FEWEST = 500;

    @Test
    void anyMetadataIsReadOrRefused() {
        assertTrue(Mutate.run(Seeds.metadata(), MetadataTarget::fuzzerTestOneInput, SECONDS) > FEWEST);
    }

    @Test
    void anyPacketIsReadAlikeByAllReaders() {
        assertTrue(Mutate.run(Seeds.files(), PacketTarget::fuzzerTestOneInput, SECONDS) > FEWEST);
    }
}
