package io.gyre.wire.seal.age;

import io.gyre.wire.SealException;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The payload of an age file: STREAM (Hoang, Reyhanitabar, Rogaway, Vizár) over chunks of 64 KiB. The counter in the nonce
 * keeps chunks in order, the mark of the last one shows when the file is cut short between chunks.
 */
final class AgePayload {
    private static final int CHUNK = 64 << 10;
    private static final int SEALED_CHUNK = CHUNK + AgeKeys.TAG_BYTES;

    private AgePayload() {}

    static SecretKey key(byte[] fileKey, byte[] nonce) {
        return new SecretKeySpec(AgeKeys.derive(fileKey, nonce, "payload"), "ChaCha20");
    }

    /** {@return how many bytes {@code length} bytes become} */
    static int sealedBytes(int length) {
        return Math.addExact(length, Math.multiplyExact(chunks(length, CHUNK), AgeKeys.TAG_BYTES));
    }

    static void encrypt(SecretKey key, byte[] plain, int offset, int length, byte[] out, int outOffset) {
        Cipher cipher = AgeKeys.cipher();
        int chunks = chunks(length, CHUNK);
        try {
            for (int i = 0; i < chunks; i++) {
                int at = i * CHUNK;
                cipher.init(Cipher.ENCRYPT_MODE, key, nonce(i, chunks));
                cipher.doFinal(plain, offset + at, Math.min(CHUNK, length - at), out, outOffset + i * SEALED_CHUNK);
            }
        } catch (GeneralSecurityException e) {
            throw AgeKeys.missing(e);
        }
    }

    static byte[] decrypt(SecretKey key, byte[] file, int offset, String resource) throws SealException {
        int length = file.length - offset;
        int chunks = chunks(length, SEALED_CHUNK);
        int lastBytes = length - (chunks - 1) * SEALED_CHUNK;
        if (lastBytes < AgeKeys.TAG_BYTES || (lastBytes == AgeKeys.TAG_BYTES && chunks > 1)) {
            throw corrupt(resource, chunks - 1, offset + (chunks - 1) * SEALED_CHUNK,
                    "its last chunk has no content; the file is cut short");
        }
        byte[] plain = new byte[length - chunks * AgeKeys.TAG_BYTES];
        Cipher cipher = AgeKeys.cipher();
        for (int i = 0; i < chunks; i++) {
            int at = offset + i * SEALED_CHUNK;
            try {
                cipher.init(Cipher.DECRYPT_MODE, key, nonce(i, chunks));
                cipher.doFinal(file, at, Math.min(SEALED_CHUNK, file.length - at), plain, i * CHUNK);
            } catch (AEADBadTagException _) {
                throw corrupt(resource, i, at, "it was changed, or the file is cut short");
            } catch (GeneralSecurityException e) {
                throw AgeKeys.missing(e);
            }
        }
        return plain;
    }

    /** {@return how many chunks}; an empty payload is one empty chunk */
    private static int chunks(int length, int chunkBytes) {
        return Math.max(1, Math.ceilDiv(length, chunkBytes));
    }

    private static IvParameterSpec nonce(int index, int chunks) {
        byte[] nonce = new byte[AgeKeys.NONCE_BYTES];
        nonce[7] = (byte) (index >>> 24);
        nonce[8] = (byte) (index >>> 16);
        nonce[9] = (byte) (index >>> 8);
        nonce[10] = (byte) index;
        nonce[11] = (byte) (index == chunks - 1 ? 1 : 0);
        return new IvParameterSpec(nonce);
    }

    private static SealException corrupt(String resource, int chunk, int at, String message) {
        return new SealException(SealException.Kind.CORRUPT, resource,
                "sealed chunk " + chunk + ", at byte " + at + ", does not open: " + message);
    }
}
