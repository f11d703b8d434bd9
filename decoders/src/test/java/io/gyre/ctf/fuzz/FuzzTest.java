package io.gyre.ctf.fuzz;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** A little of what {@code decoders/fuzz} does for hours. */
class FuzzTest {
    private static final long INPUTS = 4000;

    @Test
    void anyMetadataIsReadOrRefused() {
        Mutate.run(Seeds.metadata(), MetadataTarget::fuzzerTestOneInput, INPUTS);
    }

    @Test
    void anyPacketIsReadAlikeByAllReaders() {
        Mutate.run(Seeds.files(), PacketTarget::fuzzerTestOneInput, INPUTS);
    }

    @Test
    void brokenLawsAreNoticed() {
        assertThrows(AssertionError.class, () -> Mutate.run(Seeds.files(), input -> {
            if (input.length > 2 && input[2] == 0) {
                throw new IllegalStateException();
            }
        }, INPUTS));
    }
}
