package io.gyre.wire.seal.ssh;

import io.gyre.wire.SealException;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A detached signature in OpenSSH's format SSHSIG.
 *
 * <pre>
 * Signature := "SSHSIG" u32 1 string(public key) namespace reserved hash string(Ed25519 signature of Signed)
 * Signed    := "SSHSIG" namespace reserved hash string(hash of the message)
 * hash      := "sha512" or "sha256"
 * </pre>
 *
 * @param namespace what the signature is for; it is signed too, so that a signature for one purpose is none for another
 * @param hash of the message
 * @param signature 64 bytes; not copied, not to be changed
 */
public record SshSignature(SshPublicKey publicKey, String namespace, Hash hash, byte[] signature) {

    private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;

    /** The hashes that SSHSIG knows. */
    public enum Hash {
        SHA256("sha256", "SHA-256"), SHA512("sha512", "SHA-512");

        private final String sshName;
        private final String javaName;

        Hash(String sshName, String javaName) {
            this.sshName = sshName;
            this.javaName = javaName;
        }

        private byte[] of(byte[] message) {
            try {
                return MessageDigest.getInstance(javaName).digest(message);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has " + javaName, e);
            }
        }
    }

    /** {@return a signature of the message}, hashed with SHA-512 as {@code ssh-keygen -Y sign} does by default */
    public static SshSignature sign(byte[] message, String namespace, SigningKey key) {
        if (namespace.isEmpty()) {
            throw new IllegalArgumentException("a signature needs a namespace");
        }
        return new SshSignature(key.publicKey(), namespace, Hash.SHA512,
                key.sign(signed(namespace, Hash.SHA512, message)));
    }

    /**
     * {@return the signature in this armored text}, of which nothing is verified yet
     *
     * @param resource where the text comes from, for errors
     */
    public static SshSignature parse(String armored, String resource) throws SealException {
        var in = new SshReader(SshArmor.SIGNATURE.unwrap(armored, resource));
        try {
            if (!Arrays.equals(in.bytes(MAGIC.length), MAGIC)) {
                throw malformed(resource, "no SSHSIG signature");
            }
            int version = in.uint32();
            if (version != VERSION) {
                throw new SealException(SealException.Kind.SIGNATURE_UNSUPPORTED, resource,
                        "SSHSIG version " + Integer.toUnsignedString(version) + "; Gyre knows " + VERSION);
            }
            SshPublicKey key = SshPublicKey.ofBlob(in.string(), SealException.Kind.SIGNATURE_MALFORMED, resource);
            String namespace = in.text();
            in.string();
            Hash hash = hash(in.text(), resource);
            var signature = new SshReader(in.string());
            String type = signature.text();
            byte[] bytes = signature.string();
            if (namespace.isEmpty() || !type.equals(SshPublicKey.TYPE) || !signature.atEnd() || !in.atEnd()) {
                throw malformed(resource, "the signature's parts do not fit each other");
            }
            return new SshSignature(key, namespace, hash, bytes);
        } catch (BufferUnderflowException e) {
            throw new SealException(SealException.Kind.SIGNATURE_MALFORMED, resource, "the signature is cut short", e);
        }
    }

    /** {@return the signature as a text file}, {@code -----BEGIN SSH SIGNATURE-----} … */
    public String toArmored() {
        byte[] inner = new SshWriter().string(SshPublicKey.TYPE).string(signature).toBytes();
        return SshArmor.SIGNATURE.wrap(new SshWriter().bytes(MAGIC).uint32(VERSION).string(publicKey.toBlob())
                .string(namespace).string("").string(hash.sshName).string(inner).toBytes());
    }

    /**
     * Checks that this is a signature of the message by {@link #publicKey()}; whether that key may sign is for
     * {@link AllowedSigners} to say.
     *
     * @param resource what was signed, for errors
     */
    public void verify(byte[] message, String expectedNamespace, String resource) throws SealException {
        if (!namespace.equals(expectedNamespace)) {
            throw new SealException(SealException.Kind.SIGNATURE_WRONG_NAMESPACE, resource, "signed as '"
                    + SshPublicKey.printable(namespace) + "', not as '" + expectedNamespace + "'");
        }
        if (!publicKey.verifies(signature, signed(namespace, hash, message))) {
            throw new SealException(SealException.Kind.SIGNATURE_BAD, resource,
                    "the signature by " + publicKey.fingerprint() + " does not fit: one of the two was changed");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SshSignature that && publicKey.equals(that.publicKey)
                && namespace.equals(that.namespace) && hash == that.hash && Arrays.equals(signature, that.signature);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(signature);
    }

    private static byte[] signed(String namespace, Hash hash, byte[] message) {
        return new SshWriter().bytes(MAGIC).string(namespace).string("").string(hash.sshName).string(hash.of(message))
                .toBytes();
    }

    private static Hash hash(String name, String resource) throws SealException {
        for (Hash hash : Hash.values()) {
            if (hash.sshName.equals(name)) {
                return hash;
            }
        }
        throw new SealException(SealException.Kind.SIGNATURE_UNSUPPORTED, resource,
                "hashed with '" + SshPublicKey.printable(name) + "'; SSHSIG allows sha256 and sha512");
    }

    private static SealException malformed(String resource, String message) {
        return new SealException(SealException.Kind.SIGNATURE_MALFORMED, resource, message);
    }
}
