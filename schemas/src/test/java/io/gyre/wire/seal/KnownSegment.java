package io.gyre.wire.seal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A segment of format version 1, kept as it was first written: {@link Segments#samples()} under {@link Segments#ID}. */
final class KnownSegment {
    static final String IDENTITY = "AGE-SECRET-KEY-1W048HET427H6WLJMVN2X9X3ARKN92FGM96TW7XSWK7G8C2WDKRDQRTKK8V";

    private KnownSegment() {}

    static byte[] payload() throws IOException {
        return resource("segment-v1.payload");
    }

    static byte[] sealed() throws IOException {
        return resource("segment-v1.zst.age");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(KnownSegment.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }
}
