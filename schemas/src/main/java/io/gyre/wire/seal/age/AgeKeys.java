package io.gyre.wire.seal.age;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The key schedule of age: HKDF-SHA256, ChaCha20-Poly1305 under a zero nonce for wrapped keys, and its strict base64. */
final class AgeKeys {
    static final int FILE_KEY_BYTES = 16;
    static final int TAG_BYTES = 16;
    static final int WRAPPED_KEY_BYTES = FILE_KEY_BYTES + TAG_BYTES;
    static final int NONCE_BYTES = 12;

    private AgeKeys() {}

    static byte[] derive(byte[] secret, byte[] salt, String info) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract().addIKM(secret).addSalt(salt)
                            .thenExpand(info.getBytes(StandardCharsets.US_ASCII), 32));
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    static Cipher cipher() {
        try {
            return Cipher.getInstance("ChaCha20-Poly1305");
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** {@return a file key, wrapped}; the key is used once, so the nonce may be zero */
    static byte[] seal(byte[] key, byte[] fileKey) {
        try {
            Cipher cipher = cipher();
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "ChaCha20"),
                    new IvParameterSpec(new byte[NONCE_BYTES]));
            return cipher.doFinal(fileKey);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** {@return a file key, unwrapped, or null when it was wrapped with another key} */
    static byte @Nullable [] open(byte[] key, byte[] body) {
        try {
            Cipher cipher = cipher();
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "ChaCha20"),
                    new IvParameterSpec(new byte[NONCE_BYTES]));
            return cipher.doFinal(body);
        } catch (AEADBadTagException _) {
            return null;
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /** {@return the bytes of unpadded, canonical base64, or null when it is not that} */
    static byte @Nullable [] fromBase64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return base64(bytes).equals(text) ? bytes : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("the JDK's own ciphers must work", e);
    }
}
