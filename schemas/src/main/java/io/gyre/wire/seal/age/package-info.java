/**
 * Files in the format {@code age-encryption.org/v1}, as <a href="https://age-encryption.org/v1">its specification</a> has it, for X25519
 * recipients and for the post-quantum hybrid (X-Wing, since age 1.3): what {@link io.gyre.wire.seal.age.AgeFile} writes {@code age -d} opens,
 * and the other way round.
 *
 * <p>The curve, X-Wing and HPKE are Bouncy Castle's, everything else the JDK's. Recipients and identities are sealed families, so that a new
 * kind is a new member and the compiler finds every place that must know it.
 */
@NullMarked
package io.gyre.wire.seal.age;

import org.jspecify.annotations.NullMarked;
