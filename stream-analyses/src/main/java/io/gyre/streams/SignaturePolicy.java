package io.gyre.streams;

import io.gyre.wire.SealException;
import io.gyre.wire.seal.ManifestSignature;
import io.gyre.wire.seal.ssh.AllowedSigners;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whose manifests are believed. */
public sealed interface SignaturePolicy {

    /** Checks one manifest. */
    void check(byte[] manifest, byte @Nullable [] signature, Instant at, String resource) throws SealException;

    /** Only those that an allowed signer has signed. */
    record Required(AllowedSigners signers) implements SignaturePolicy {
        @Override
        public void check(byte[] manifest, byte @Nullable [] signature, Instant at, String resource)
                throws SealException {
            ManifestSignature.verify(manifest, signature, signers, at, resource);
        }
    }

    /** Everybody's: for a bus that lets only publishers write, and for tests. */
    record NotRequired() implements SignaturePolicy {
        @Override
        public void check(byte[] manifest, byte @Nullable [] signature, Instant at, String resource) {}
    }
}
