package io.gyre.wire.seal.ssh;

import io.gyre.wire.SealException;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * An Ed25519 key pair in a file as {@code ssh-keygen -t ed25519} writes it, without a passphrase. Immutable; its {@code toString} does not
 * show the secret.
 *
 * <pre>
 * Key     := "openssh-key-v1\0" cipher "none" kdf "none" kdfOptions "" u32 1 string(Public) string(Private)
 * Public  := "ssh-ed25519" point
 * Private := u32 check, u32 the same, "ssh-ed25519" point (seed and point) comment, then 1, 2, 3… up to a multiple of 8
 * </pre>
 */
public final class SigningKey {
    private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final int BLOCK = 8;

    private final byte[] seed;
    private final SshPublicKey publicKey;
    private final String comment;

    private SigningKey(byte[] seed, String comment) {
        this.seed = seed;
        this.comment = comment;
        byte[] point = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, point, 0);
        this.publicKey = new SshPublicKey(point);
    }

    /** {@return a new key}, with a comment that says whose it is */
    public static SigningKey generate(String comment) {
        byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
        new SecureRandom().nextBytes(seed);
        return new SigningKey(seed, comment);
    }

    /**
     * {@return the key in a private key file}
     *
     * @param resource the file's name, for errors
     */
    public static SigningKey parse(String armored, String resource) throws SealException {
        var in = new SshReader(SshArmor.PRIVATE_KEY.unwrap(armored, resource));
        try {
            if (!Arrays.equals(in.bytes(MAGIC.length), MAGIC)) {
                throw malformed(resource, "no OpenSSH key");
            }
            String cipher = in.text();
            in.text();
            in.string();
            if (!cipher.equals("none")) {
                throw new SealException(SealException.Kind.KEY_UNSUPPORTED, resource,
                        "the key is under a passphrase (" + SshPublicKey.printable(cipher)
                                + "); 'ssh-keygen -p' can take it off");
            }
            if (in.uint32() != 1) {
                throw malformed(resource, "not exactly one key");
            }
            SshPublicKey named = SshPublicKey.ofBlob(in.string(), SealException.Kind.KEY_MALFORMED, resource);
            SigningKey key = secret(new SshReader(in.string()), resource);
            if (!in.atEnd() || !key.publicKey.equals(named)) {
                throw malformed(resource, "the secret does not fit the public key");
            }
            return key;
        } catch (BufferUnderflowException e) {
            throw new SealException(SealException.Kind.KEY_MALFORMED, resource, "the key is cut short", e);
        }
    }

    private static SigningKey secret(SshReader in, String resource) throws SealException {
        int check = in.uint32();
        if (check != in.uint32() || !in.text().equals(SshPublicKey.TYPE)) {
            throw malformed(resource, "the secret part is damaged");
        }
        byte[] point = in.string();
        byte[] secret = in.string();
        String comment = in.text();
        byte[] padding = in.rest();
        for (int i = 0; i < padding.length; i++) {
            if (padding[i] != (byte) (i + 1)) {
                throw malformed(resource, "the padding is damaged");
            }
        }
        if (secret.length != Ed25519.SECRET_KEY_SIZE + Ed25519.PUBLIC_KEY_SIZE) {
            throw malformed(resource, "an Ed25519 secret of " + secret.length + " bytes");
        }
        var key = new SigningKey(Arrays.copyOf(secret, Ed25519.SECRET_KEY_SIZE), comment);
        byte[] again = Arrays.copyOfRange(secret, Ed25519.SECRET_KEY_SIZE, secret.length);
        if (!key.publicKey.equals(new SshPublicKey(point)) || !Arrays.equals(point, again)) {
            throw malformed(resource, "the secret does not fit the public key");
        }
        return key;
    }

    public SshPublicKey publicKey() {
        return publicKey;
    }

    public String comment() {
        return comment;
    }

    /** {@return the private key file's content} */
    public String toSecretText() {
        int check = new SecureRandom().nextInt();
        byte[] point = publicKey.point();
        var secret = new SshWriter().uint32(check).uint32(check).string(SshPublicKey.TYPE).string(point)
                .string(new SshWriter().bytes(seed).bytes(point).toBytes()).string(comment);
        for (int pad = 1; secret.size() % BLOCK != 0; pad++) {
            secret.bytes(new byte[]{ (byte) pad});
        }
        return SshArmor.PRIVATE_KEY.wrap(new SshWriter().bytes(MAGIC).string("none").string("none").string("").uint32(1)
                .string(publicKey.toBlob()).string(secret.toBytes()).toBytes());
    }

    /** {@return the {@code .pub} file's content} */
    public String toPublicText() {
        return publicKey + (comment.isEmpty() ? "" : " " + comment) + "\n";
    }

    byte[] sign(byte[] message) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    @Override
    public String toString() {
        return "signing key " + publicKey.fingerprint();
    }

    private static SealException malformed(String resource, String message) {
        return new SealException(SealException.Kind.KEY_MALFORMED, resource, message);
    }
}
