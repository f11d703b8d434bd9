package io.gyre.wire;

import java.util.HexFormat;

/**
 * The digest by which a file or a chunk is recognised, and by which restored files are checked. Who wrote them, no such digest says: the
 * signature of the manifest does, and the SHA-256 of each segment in it.
 *
 * <p>{@link Xxh128} is what is written; chunks that were published by versions before have {@link Sha256}. The two compare by content and
 * print as hex, as {@code xxh128sum} and {@code sha256sum} do. A digest's length tells its kind.
 */
public sealed interface ContentDigest permits Sha256, Xxh128 {

    /** {@return the algorithm's name for people} */
    String algorithm();

    byte[] toBytes();

    /** {@return an empty running digest of the same kind} */
    Running restart();

    /** {@return whether the other is a digest of other content}; of digests of different kinds nobody knows */
    default boolean contradicts(ContentDigest other) {
        return getClass() == other.getClass() && !equals(other);
    }

    /**
     * {@return the digest whose bytes these are}
     *
     * @throws IllegalArgumentException when no kind of digest has so many
     */
    static ContentDigest wrap(byte[] digest) {
        return switch (digest.length) {
            case Sha256.BYTES -> Sha256.wrap(digest);
            case Xxh128.BYTES -> Xxh128.wrap(digest);
            default -> throw new IllegalArgumentException("a digest of " + digest.length + " bytes is neither "
                    + Sha256.NAME + " nor " + Xxh128.NAME);
        };
    }

    /**
     * {@return the digest that its {@code toString()} printed}
     *
     * @throws IllegalArgumentException when it did not
     */
    static ContentDigest parse(String hex) {
        return wrap(HexFormat.of().parseHex(hex));
    }

    /** A digest of what was put in so far. Used once. Not thread-safe. */
    interface Running {
        void update(byte[] buffer, int offset, int length);

        /** {@return the digest of all that was put in} */
        ContentDigest finish();
    }
}
