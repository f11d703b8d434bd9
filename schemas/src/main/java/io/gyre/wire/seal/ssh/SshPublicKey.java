package io.gyre.wire.seal.ssh;

import io.gyre.wire.SealException;
import io.gyre.wire.Sha256;
import java.nio.BufferUnderflowException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An Ed25519 public key as OpenSSH writes it: {@code ssh-ed25519 AAAA…}. Immutable. */
public final class SshPublicKey {
    static final String TYPE = "ssh-ed25519";

    private final byte[] point;

    SshPublicKey(byte[] point) {
        this.point = point.clone();
    }

    /**
     * {@return the key in a {@code .pub} file or a line like it}: type, base64 and, maybe, a comment
     *
     * @param resource where the text comes from, for errors
     */
    public static SshPublicKey parse(String text, String resource) throws SealException {
        String[] words = text.strip().split("[ \t]+", 3);
        if (!words[0].equals(TYPE)) {
            throw new SealException(SealException.Kind.KEY_UNSUPPORTED, resource,
                    "a key of type '" + words[0] + "'; Gyre uses " + TYPE);
        }
        if (words.length < 2) {
            throw new SealException(SealException.Kind.KEY_MALFORMED, resource, "no key after " + TYPE);
        }
        try {
            return ofBlob(Base64.getDecoder().decode(words[1]), SealException.Kind.KEY_MALFORMED, resource);
        } catch (IllegalArgumentException e) {
            throw new SealException(SealException.Kind.KEY_MALFORMED, resource, "the key is no base64", e);
        }
    }

    /** {@return the key in SSH's binary form} */
    static SshPublicKey ofBlob(byte[] blob, SealException.Kind malformed, String resource) throws SealException {
        try {
            var in = new SshReader(blob);
            String type = in.text();
            if (!type.equals(TYPE)) {
                throw new SealException(malformed == SealException.Kind.SIGNATURE_MALFORMED
                        ? SealException.Kind.SIGNATURE_UNSUPPORTED
                        : SealException.Kind.KEY_UNSUPPORTED, resource,
                        "a key of type '" + printable(type) + "'; Gyre uses " + TYPE);
            }
            byte[] point = in.string();
            if (point.length != Ed25519.PUBLIC_KEY_SIZE || !in.atEnd()) {
                throw new SealException(malformed, resource, "an Ed25519 key of " + point.length + " bytes");
            }
            return new SshPublicKey(point);
        } catch (BufferUnderflowException e) {
            throw new SealException(malformed, resource, "the key is cut short", e);
        }
    }

    byte[] point() {
        return point;
    }

    byte[] toBlob() {
        return new SshWriter().string(TYPE).string(point).toBytes();
    }

    boolean verifies(byte[] signature, byte[] message) {
        return signature.length == Ed25519.SIGNATURE_SIZE
                && Ed25519.verify(signature, 0, point, 0, message, 0, message.length);
    }

    /** {@return the key's fingerprint as OpenSSH prints it, {@code SHA256:…}} */
    public String fingerprint() {
        MessageDigest sha256 = Sha256.newDigest();
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(sha256.digest(toBlob()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SshPublicKey that && Arrays.equals(point, that.point);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(point);
    }

    /** {@return {@code ssh-ed25519 AAAA…}, without a comment} */
    @Override
    public String toString() {
        return TYPE + " " + Base64.getEncoder().encodeToString(toBlob());
    }

    static String printable(String text) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
