package io.gyre.wire.seal.age;

import io.gyre.wire.SealException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts to, and decrypts from, files of age v1, held in memory.
 *
 * <pre>
 * File    := Header Nonce Payload
 * Header  := "age-encryption.org/v1\n" Stanza+ "--- " MAC "\n"
 * Stanza  := "-> " Type (" " Argument)* "\n" Body
 * Body    := base64 in lines of 64 columns, the last one shorter (maybe empty)
 * MAC     := base64(HMAC-SHA256(HKDF(file key, info "header"), Header up to and with "---"))
 * Nonce   := 16 bytes, salt of the payload's key HKDF(file key, Nonce, "payload")
 * Payload := Chunk*                        64 KiB each, the last one shorter: ChaCha20-Poly1305 with its tag of 16 bytes,
 *                                          nonce = counter (11 bytes, big-endian) and 1 for the last chunk, else 0
 * </pre>
 */
public final class AgeFile {
    static final int NONCE_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private AgeFile() {}

    /**
     * {@return an age file that any of the recipients can open}
     *
     * @throws IllegalArgumentException without a recipient, or when one of them is nobody's key
     */
    public static byte[] encrypt(byte[] plain, List<? extends AgeRecipient> recipients) {
        return encrypt(plain, 0, plain.length, recipients);
    }

    /** {@return an age file with {@code length} bytes from {@code offset} on, that any of the recipients can open} */
    public static byte[] encrypt(byte[] plain, int offset, int length, List<? extends AgeRecipient> recipients) {
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("a file that nobody can open: no recipient");
        }
        byte[] fileKey = random(AgeKeys.FILE_KEY_BYTES);
        var stanzas = new ArrayList<AgeStanza>();
        for (AgeRecipient recipient : recipients) {
            stanzas.add(recipient.wrap(fileKey));
        }
        return encrypt(plain, offset, length, stanzas, fileKey, random(NONCE_BYTES));
    }

    static byte[] encrypt(byte[] plain, int offset, int length, List<AgeStanza> stanzas, byte[] fileKey,
            byte[] nonce) {
        byte[] header = AgeHeader.write(stanzas, fileKey);
        int payloadAt = header.length + nonce.length;
        byte[] file = new byte[Math.addExact(payloadAt, AgePayload.sealedBytes(length))];
        System.arraycopy(header, 0, file, 0, header.length);
        System.arraycopy(nonce, 0, file, header.length, nonce.length);
        AgePayload.encrypt(AgePayload.key(fileKey, nonce), plain, offset, length, file, payloadAt);
        return file;
    }

    /**
     * {@return what is in the file}
     *
     * @param identities of which one at least must be among the file's recipients
     * @param resource where the file comes from, for errors
     */
    public static byte[] decrypt(byte[] file, List<? extends AgeIdentity> identities, String resource)
            throws SealException {
        AgeHeader header = AgeHeader.read(file, resource);
        byte[] fileKey = fileKey(header, identities, resource);
        header.verify(fileKey, file, resource);
        int nonceAt = header.length();
        int payloadAt = nonceAt + NONCE_BYTES;
        if (file.length < payloadAt) {
            throw new SealException(SealException.Kind.CORRUPT, resource,
                    "the file ends at byte " + file.length + ", within the nonce; it is cut short");
        }
        byte[] nonce = Arrays.copyOfRange(file, nonceAt, payloadAt);
        return AgePayload.decrypt(AgePayload.key(fileKey, nonce), file, payloadAt, resource);
    }

    private static byte[] fileKey(AgeHeader header, List<? extends AgeIdentity> identities, String resource)
            throws SealException {
        for (AgeStanza stanza : header.stanzas()) {
            for (AgeIdentity identity : identities) {
                byte @Nullable [] fileKey = identity.unwrap(stanza, resource);
                if (fileKey != null) {
                    return fileKey;
                }
            }
        }
        List<String> types = header.stanzas().stream().map(AgeStanza::type).distinct().toList();
        if (!types.contains(X25519Recipient.TYPE) && !types.contains(HybridRecipient.TYPE)) {
            throw new SealException(SealException.Kind.UNSUPPORTED, resource, "sealed for recipients of type " + types
                    + " alone, of which Gyre opens none; seal it for an age1… recipient");
        }
        throw new SealException(SealException.Kind.WRONG_KEY, resource, "none of the " + identities.size()
                + " identities is among the " + header.stanzas().size() + " recipients of the file");
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
