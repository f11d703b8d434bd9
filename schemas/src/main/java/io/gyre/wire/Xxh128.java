package io.gyre.wire;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An XXH3-128 digest, seed 0, in its canonical form: 16 bytes, the most significant first, as {@code xxh128sum} prints them. It takes a
 * small part of the time of SHA-256 and finds what chance did to content, not what somebody did to it on purpose.
 *
 * @see <a href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">xxHash's specification</a>
 */
public final class Xxh128 implements ContentDigest {
    public static final int BYTES = 16;
    static final String NAME = "XXH3-128";

    private final byte[] bytes;

    private Xxh128(byte[] bytes) {
        this.bytes = bytes;
    }

    /** {@return the digest whose {@value #BYTES} bytes these are} */
    public static Xxh128 wrap(byte[] digest) {
        if (digest.length != BYTES) {
            throw new IllegalArgumentException("an " + NAME + " digest has " + BYTES + " bytes, not " + digest.length);
        }
        return new Xxh128(digest.clone());
    }

    /** {@return the digest of these bytes} */
    public static Xxh128 of(byte[] content) {
        return of(Hashing.xxh3_128().hashBytesTo128Bits(content));
    }

    /** {@return an empty running digest} */
    public static Running running() {
        return new Running();
    }

    private static Xxh128 of(HashValue128 value) {
        return new Xxh128(ByteBuffer.allocate(BYTES).putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits()).array());
    }

    /** A digest of what was put in so far. */
    public static final class Running implements ContentDigest.Running {
        private final HashStream128 stream = Hashing.xxh3_128().hashStream();

        private Running() {}

        @Override
        public void update(byte[] buffer, int offset, int length) {
            stream.putBytes(buffer, offset, length);
        }

        @Override
        public Xxh128 finish() {
            return of(stream.get());
        }
    }

    @Override
    public String algorithm() {
        return NAME;
    }

    @Override
    public byte[] toBytes() {
        return bytes.clone();
    }

    @Override
    public Running restart() {
        return running();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Xxh128 that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
