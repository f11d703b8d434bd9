package io.gyre.wire.seal;

import io.gyre.wire.Manifest;
import io.gyre.wire.SealException;
import io.gyre.wire.seal.ssh.AllowedSigner;
import io.gyre.wire.seal.ssh.AllowedSigners;
import io.gyre.wire.seal.ssh.SigningKey;
import io.gyre.wire.seal.ssh.SshSignature;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The signature of a manifest: the value of its record header {@value io.gyre.wire.Manifest#SIGNATURE_HEADER}. */
public final class ManifestSignature {
    private ManifestSignature() {}

    /** {@return the header's value for a manifest}, encoded as it goes onto Kafka */
    public static byte[] sign(byte[] manifest, SigningKey key) {
        return SshSignature.sign(manifest, Manifest.SIGNATURE_NAMESPACE, key).toArmored()
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Checks a manifest, and {@return who signed it}.
     *
     * @param manifest the record's value
     * @param header the header's value; null when the record has none
     * @param at when it was signed
     * @param resource where the record comes from, for errors
     */
    public static AllowedSigner verify(byte[] manifest, byte @Nullable [] header, AllowedSigners allowed, Instant at,
            String resource) throws SealException {
        if (header == null) {
            throw new SealException(SealException.Kind.SIGNATURE_MISSING, resource,
                    "the record has no header " + Manifest.SIGNATURE_HEADER);
        }
        SshSignature signature = SshSignature.parse(new String(header, StandardCharsets.US_ASCII), resource);
        return allowed.verify(manifest, signature, Manifest.SIGNATURE_NAMESPACE, at, resource);
    }
}
