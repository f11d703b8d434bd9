package io.gyre.wire.seal.age;

import io.gyre.wire.SealException;
import java.security.SecureRandom;
import java.util.Locale;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.pqc.crypto.xwing.XWingPrivateKeyParameters;
import org.jspecify.annotations.Nullable;

/** An identity {@code AGE-SECRET-KEY-PQ-1…}: the seed of an X-Wing key. */
public final class HybridIdentity implements AgeIdentity {
    static final String TEXT_PREFIX = "AGE-SECRET-KEY-PQ-1";
    private static final String PREFIX = "age-secret-key-pq-";
    private static final int SEED_BYTES = 32;

    private final byte[] seed;
    private final XWingPrivateKeyParameters key;
    private final HybridRecipient recipient;

    private HybridIdentity(byte[] seed) {
        this.seed = seed;
        this.key = new XWingPrivateKeyParameters(seed);
        this.recipient = new HybridRecipient(key.getPublicKeyParameters().getEncoded());
    }

    /** {@return a new identity} */
    public static HybridIdentity generate() {
        byte[] seed = new byte[SEED_BYTES];
        new SecureRandom().nextBytes(seed);
        return new HybridIdentity(seed);
    }

    static HybridIdentity parse(String text, String resource) throws SealException {
        byte[] seed = Bech32.decode(PREFIX, text, resource);
        if (seed.length != SEED_BYTES) {
            throw new SealException(SealException.Kind.KEY_MALFORMED, resource,
                    "a hybrid age identity has " + SEED_BYTES + " bytes, not " + seed.length);
        }
        return new HybridIdentity(seed);
    }

    @Override
    public HybridRecipient recipient() {
        return recipient;
    }

    @Override
    public byte @Nullable [] unwrap(AgeStanza stanza, String resource) throws SealException {
        if (!stanza.type().equals(HybridRecipient.TYPE)) {
            return null;
        }
        byte[] encapsulated = stanza.arguments().size() == 1
                ? AgeKeys.fromBase64(stanza.arguments().getFirst())
                : null;
        if (encapsulated == null || encapsulated.length != HybridRecipient.ENCAPSULATED_BYTES
                || stanza.body().length != AgeKeys.WRAPPED_KEY_BYTES) {
            throw new SealException(SealException.Kind.CORRUPT, resource,
                    "a " + HybridRecipient.TYPE + " recipient stanza is not one encapsulated and one wrapped key");
        }
        try {
            HPKE hpke = HybridRecipient.hpke();
            return hpke.setupBaseR(encapsulated, new AsymmetricCipherKeyPair(key.getPublicKeyParameters(), key),
                    HybridRecipient.INFO).open(new byte[0], stanza.body());
        } catch (InvalidCipherTextException | IllegalArgumentException _) {
            // Encapsulated for another key, or for none.
            return null;
        }
    }

    @Override
    public String toSecretText() {
        return Bech32.encode(PREFIX, seed).toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "identity of " + recipient;
    }
}
