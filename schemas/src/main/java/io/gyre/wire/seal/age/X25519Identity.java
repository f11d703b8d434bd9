package io.gyre.wire.seal.age;

import io.gyre.wire.SealException;
import java.security.SecureRandom;
import java.util.Locale;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.jspecify.annotations.Nullable;

/** An identity {@code AGE-SECRET-KEY-1…}: a secret scalar of Curve25519. */
public final class X25519Identity implements AgeIdentity {
    private static final String PREFIX = "age-secret-key-";

    private final byte[] scalar;
    private final X25519Recipient recipient;

    private X25519Identity(byte[] scalar) {
        byte[] point = new byte[X25519.POINT_SIZE];
        X25519.scalarMultBase(scalar, 0, point, 0);
        this.scalar = scalar;
        this.recipient = new X25519Recipient(point);
    }

    /** {@return a new identity} */
    public static X25519Identity generate() {
        byte[] scalar = new byte[X25519.SCALAR_SIZE];
        new SecureRandom().nextBytes(scalar);
        return new X25519Identity(scalar);
    }

    static X25519Identity parse(String text, String resource) throws SealException {
        byte[] scalar = Bech32.decode(PREFIX, text, resource);
        if (scalar.length != X25519.SCALAR_SIZE) {
            throw new SealException(SealException.Kind.KEY_MALFORMED, resource,
                    "an age identity has " + X25519.SCALAR_SIZE + " bytes, not " + scalar.length);
        }
        return new X25519Identity(scalar);
    }

    @Override
    public X25519Recipient recipient() {
        return recipient;
    }

    @Override
    public byte @Nullable [] unwrap(AgeStanza stanza, String resource) throws SealException {
        if (!stanza.type().equals(X25519Recipient.TYPE)) {
            return null;
        }
        byte[] share = stanza.arguments().size() == 1 ? AgeKeys.fromBase64(stanza.arguments().getFirst()) : null;
        byte[] shared = new byte[X25519.POINT_SIZE];
        if (share == null || share.length != X25519.POINT_SIZE || stanza.body().length != AgeKeys.WRAPPED_KEY_BYTES
                || !X25519.calculateAgreement(scalar, 0, share, 0, shared, 0)) {
            throw new SealException(SealException.Kind.CORRUPT, resource,
                    "an X25519 recipient stanza is not one point and one wrapped key");
        }
        byte[] wrapKey = AgeKeys.derive(shared, AgeKeys.concat(share, recipient.point()), X25519Recipient.INFO);
        return AgeKeys.open(wrapKey, stanza.body());
    }

    @Override
    public String toSecretText() {
        return Bech32.encode(PREFIX, scalar).toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "identity of " + recipient;
    }
}
