/**
 * Files in the format {@code age-encryption.org/v1}, as <a href="https://age-encryption.org/v1">its specification</a> has it, for X25519
 * recipients: what {@link io.gyre.wire.seal.age.AgeFile} writes {@code age -d} opens, and the other way round.
 *
 * <p>The curve is Bouncy Castle's, everything else the JDK's. Recipients and identities are sealed families, so that a new kind (a
 * post-quantum hybrid) is a new member and the compiler finds every place that must know it.
 */
@NullMarked
package io.gyre.wire.seal.age;

import org.jspecify.annotations.NullMarked;
