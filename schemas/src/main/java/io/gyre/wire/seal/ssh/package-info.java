/**
 * Signatures as OpenSSH makes them (PROTOCOL.sshsig), with Ed25519 keys: what {@link io.gyre.wire.seal.ssh.SigningKey} signs,
 * {@code ssh-keygen -Y verify} accepts against the same {@code allowed_signers} file that
 * {@link io.gyre.wire.seal.ssh.AllowedSigners} reads, and the other way round.
 */
@NullMarked
package io.gyre.wire.seal.ssh;

import org.jspecify.annotations.NullMarked;
