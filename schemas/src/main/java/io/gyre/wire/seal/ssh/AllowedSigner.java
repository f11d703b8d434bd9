package io.gyre.wire.seal.ssh;

import io.gyre.wire.SealException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of an {@code allowed_signers} file: who may sign with which key.
 *
 * @param line from 1
 * @param principals a pattern list, such as {@code publisher@host1} or {@code *@example.org,!guest@example.org}
 * @param namespaces a pattern list of what the key may sign for; null for everything
 * @param validAfter from when on the key may sign; null for always
 * @param validBefore until when the key may sign; null for ever
 */
public record AllowedSigner(int line, String principals, @Nullable String namespaces, @Nullable Instant validAfter,
        @Nullable Instant validBefore, SshPublicKey publicKey) {

    boolean isFor(String namespace) {
        return namespaces == null || PatternList.matches(namespaces, namespace);
    }

    boolean mayBe(String identity) {
        return PatternList.matches(principals, identity);
    }

    boolean isValid(Instant at) {
        return (validAfter == null || !at.isBefore(validAfter)) && (validBefore == null || !at.isAfter(validBefore));
    }

    void checkTime(Instant at, String resource) throws SealException {
        if (validAfter != null && at.isBefore(validAfter)) {
            throw expired(resource, "is valid only from " + validAfter + " on", at);
        }
        if (validBefore != null && at.isAfter(validBefore)) {
            throw expired(resource, "was valid only until " + validBefore, at);
        }
    }

    private SealException expired(String resource, String when, Instant at) {
        return new SealException(SealException.Kind.SIGNATURE_EXPIRED, resource,
                "the key of " + principals + " (allowed signers, line " + line + ") " + when + "; signed " + at);
    }
}
