package io.gyre.wire.seal.age;

import io.gyre.wire.SealException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.bouncycastle.pqc.crypto.xwing.XWingPublicKeyParameters;

/**
 * A recipient {@code age1pq1…}: a public key of X-Wing, which is ML-KEM-768 and X25519 together, so that a file stays closed as long as one
 * of the two does. The file key is wrapped with HPKE (RFC 9180): base mode, HKDF-SHA256, ChaCha20-Poly1305.
 */
public final class HybridRecipient implements AgeRecipient {
    static final String TYPE = "mlkem768x25519";
    static final byte[] INFO = "age-encryption.org/mlkem768x25519".getBytes(StandardCharsets.US_ASCII);
    static final int ENCAPSULATED_BYTES = 1120;
    private static final int PUBLIC_KEY_BYTES = 1216;
    private static final String PREFIX = "age1pq";

    private final byte[] publicKey;

    HybridRecipient(byte[] publicKey) {
        this.publicKey = publicKey;
    }

    static HybridRecipient parse(String text, String resource) throws SealException {
        byte[] key = Bech32.decode(PREFIX, text, resource);
        if (key.length != PUBLIC_KEY_BYTES) {
            throw new SealException(SealException.Kind.KEY_MALFORMED, resource,
                    "a hybrid age recipient has " + PUBLIC_KEY_BYTES + " bytes, not " + key.length);
        }
        return new HybridRecipient(key);
    }

    static HPKE hpke() {
        return new HPKE(HPKE.mode_base, HPKE.kem_X_WING, HPKE.kdf_HKDF_SHA256, HPKE.aead_CHACHA20_POLY1305);
    }

    @Override
    public AgeStanza wrap(byte[] fileKey) {
        try {
            HPKEContextWithEncapsulation sender = hpke().setupBaseS(new XWingPublicKeyParameters(publicKey), INFO);
            byte[] body = sender.seal(new byte[0], fileKey);
            return new AgeStanza(TYPE, List.of(AgeKeys.base64(sender.getEncapsulation())), body);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("sealing does not fail", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HybridRecipient that && Arrays.equals(publicKey, that.publicKey);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(publicKey);
    }

    @Override
    public String toString() {
        return Bech32.encode(PREFIX, publicKey);
    }
}
