package io.gyre.sinks.restore;

import io.gyre.wire.Manifest;
import io.gyre.wire.seal.ssh.AllowedSigner;

/** Hears what a verification finds, on its thread. */
public interface VerifyListener {
    /** Hears nothing. */
    VerifyListener NONE = new VerifyListener() {
    };

    /** A manifest is signed by this one, and all that it names is there and as it says. */
    default void sound(Manifest manifest, AllowedSigner signer) {}

    /** Something of a chunk is missing, changed or not trusted. */
    default void failed(RestoreFailure failure) {}
}
