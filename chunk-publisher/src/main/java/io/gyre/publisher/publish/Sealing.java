package io.gyre.publisher.publish;

import io.gyre.wire.seal.ssh.SigningKey;

/** For whom segments are sealed, how manifests are signed, and what that may take. */
public record Sealing(Recipients recipients, SigningKey signingKey, Limits limits) {}
