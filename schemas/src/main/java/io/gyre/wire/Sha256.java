package io.gyre.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 digest: 32 bytes that compare by content and print as hex. */
public final class Sha256 implements ContentDigest {
    public static final int BYTES = 32;
    static final String NAME = "SHA-256";

    private final byte[] bytes;

    private Sha256(byte[] bytes) {
        this.bytes = bytes;
    }

    /** {@return the digest whose {@value #BYTES} bytes these are} */
    public static Sha256 wrap(byte[] digest) {
        if (digest.length != BYTES) {
            throw new IllegalArgumentException("a " + NAME + " digest has " + BYTES + " bytes, not " + digest.length);
        }
        return new Sha256(digest.clone());
    }

    /** {@return the digest that {@link #toString()} printed} */
    public static Sha256 parse(String hex) {
        return wrap(HexFormat.of().parseHex(hex));
    }

    /** {@return the digest of these bytes} */
    public static Sha256 of(byte[] content) {
        return new Sha256(newDigest().digest(content));
    }

    /** {@return a running digest, whose result goes to {@link #wrap}} */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance(NAME);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + NAME, e);
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
        MessageDigest digest = newDigest();
        return new Running() {
            @Override
            public void update(byte[] buffer, int offset, int length) {
                digest.update(buffer, offset, length);
            }

            @Override
            public Sha256 finish() {
                return new Sha256(digest.digest());
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sha256 that && Arrays.equals(bytes, that.bytes);
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
