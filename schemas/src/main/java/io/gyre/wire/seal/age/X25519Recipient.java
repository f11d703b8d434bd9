package io.gyre.wire.seal.age;

import io.gyre.wire.SealException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** A recipient {@code age1…}: a point on Curve25519. */
public final class X25519Recipient implements AgeRecipient {
    static final String TYPE = "X25519";
    static final String INFO = "age-encryption.org/v1/X25519";
    private static final String PREFIX = "age";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] point;

    X25519Recipient(byte[] point) {
        this.point = point;
    }

    static X25519Recipient parse(String text, String resource) throws SealException {
        byte[] point = Bech32.decode(PREFIX, text, resource);
        if (point.length != X25519.POINT_SIZE) {
            throw new SealException(SealException.Kind.KEY_MALFORMED, resource,
                    "an age recipient has " + X25519.POINT_SIZE + " bytes, not " + point.length);
        }
        return new X25519Recipient(point);
    }

    byte[] point() {
        return point;
    }

    @Override
    public AgeStanza wrap(byte[] fileKey) {
        byte[] ephemeral = new byte[X25519.SCALAR_SIZE];
        RANDOM.nextBytes(ephemeral);
        return wrap(fileKey, ephemeral);
    }

    AgeStanza wrap(byte[] fileKey, byte[] ephemeral) {
        byte[] share = new byte[X25519.POINT_SIZE];
        X25519.scalarMultBase(ephemeral, 0, share, 0);
        byte[] shared = new byte[X25519.POINT_SIZE];
        if (!X25519.calculateAgreement(ephemeral, 0, point, 0, shared, 0)) {
            throw new IllegalArgumentException("the recipient " + this + " is a point of low order: nobody's key");
        }
        byte[] wrapKey = AgeKeys.derive(shared, AgeKeys.concat(share, point), INFO);
        return new AgeStanza(TYPE, List.of(AgeKeys.base64(share)), AgeKeys.seal(wrapKey, fileKey));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof X25519Recipient that && Arrays.equals(point, that.point);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(point);
    }

    @Override
    public String toString() {
        return Bech32.encode(PREFIX, point);
    }
}
