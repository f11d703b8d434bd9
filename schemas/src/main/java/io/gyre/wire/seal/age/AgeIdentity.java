package io.gyre.wire.seal.age;

import io.gyre.wire.SealException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who can open a file: a secret key. Immutable; its {@code toString} does not show the secret. */
public sealed interface AgeIdentity permits X25519Identity, HybridIdentity {
    /**
     * {@return the file key, or null when the stanza is not for this identity}
     *
     * @param resource the file's name, for errors
     * @throws SealException when the stanza is of this identity's type, but not as that type must be
     */
    byte @Nullable [] unwrap(AgeStanza stanza, String resource) throws SealException;

    /** {@return whom to seal for, so that this identity can open} */
    AgeRecipient recipient();

    /** {@return the secret in the text form that age's tools use} */
    String toSecretText();

    /**
     * {@return the identities in a file as {@code age-keygen} writes it}: one a line, {@code #} begins a comment line
     *
     * @param resource the file's name, for errors
     */
    static List<AgeIdentity> parseFile(String content, String resource) throws SealException {
        var identities = new ArrayList<AgeIdentity>();
        for (KeyLine line : KeyLine.of(content)) {
            identities.add(parse(line.text(), line.resource(resource)));
        }
        if (identities.isEmpty()) {
            throw new SealException(SealException.Kind.KEY_MALFORMED, resource, "holds no identity");
        }
        return List.copyOf(identities);
    }

    /**
     * {@return the identity with this text form}, {@code AGE-SECRET-KEY-1…} or {@code AGE-SECRET-KEY-PQ-1…}
     *
     * @param resource where the text comes from, for errors
     */
    static AgeIdentity parse(String text, String resource) throws SealException {
        if (Stream.of("AGE-PLUGIN-", "-----BEGIN", "age-encryption.org/")
                .anyMatch(text::startsWith)) {
            throw new SealException(SealException.Kind.KEY_UNSUPPORTED, resource,
                    "only age's own identities (AGE-SECRET-KEY-1…, AGE-SECRET-KEY-PQ-1…) are supported: no plugins, SSH keys or"
                            + " passphrases");
        }
        if (text.startsWith(HybridIdentity.TEXT_PREFIX)) {
            return HybridIdentity.parse(text, resource);
        }
        return X25519Identity.parse(text, resource);
    }
}
