package io.gyre.wire.seal.age;

import io.gyre.wire.SealException;
import java.util.ArrayList;
import java.util.List;

/** Whom a file is sealed for: a public key. Immutable. */
public sealed interface AgeRecipient permits X25519Recipient, HybridRecipient {

    /** {@return the file key, wrapped for this recipient} */
    AgeStanza wrap(byte[] fileKey);

    /** {@return the recipient in the text form that age's tools use} */
    @Override
    String toString();

    /**
     * {@return the recipient with this text form}, such as {@code age1…}
     *
     * @param resource where the text comes from, for errors
     */
    static AgeRecipient parse(String text, String resource) throws SealException {
        if (text.startsWith("ssh-")) {
            throw new SealException(SealException.Kind.KEY_UNSUPPORTED, resource,
                    "SSH keys as recipients are not supported; make an age key with 'gyre keygen' or age-keygen");
        }
        if (text.startsWith("age1pq1")) {
            return HybridRecipient.parse(text, resource);
        }
        if (text.startsWith("age1") && text.lastIndexOf('1') > 3) {
            throw new SealException(SealException.Kind.KEY_UNSUPPORTED, resource, "recipients of the kind '"
                    + text.substring(0, text.lastIndexOf('1'))
                    + "' are not supported, only age's own: X25519 and the post-quantum hybrid");
        }
        return X25519Recipient.parse(text, resource);
    }

    /**
     * {@return the recipients in a file as {@code age -R} reads it}: one a line, {@code #} begins a comment line
     *
     * @param resource the file's name, for errors
     */
    static List<AgeRecipient> parseFile(String content, String resource) throws SealException {
        var recipients = new ArrayList<AgeRecipient>();
        for (KeyLine line : KeyLine.of(content)) {
            recipients.add(parse(line.text(), line.resource(resource)));
        }
        if (recipients.isEmpty()) {
            throw new SealException(SealException.Kind.KEY_MALFORMED, resource, "holds no recipient");
        }
        if (recipients.stream().map(AgeRecipient::getClass).distinct().count() > 1) {
            // As age has it: whoever could open it for one kind would have what the other kind was to keep.
            throw new SealException(SealException.Kind.KEY_MALFORMED, resource,
                    "mixes post-quantum recipients (age1pq1…) with others, which would not be sealed against quantum computers");
        }
        return List.copyOf(recipients);
    }
}
