package io.gyre.wire.seal.ssh;

import io.gyre.wire.SealException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Who may sign, as an {@code allowed_signers} file says it (ssh-keygen(1), ALLOWED SIGNERS).
 *
 * <p>Only Ed25519 keys are used: lines with other keys are left out, and {@link #ignored()} says why. A line that names a certificate
 * authority is an error, since whoever wrote it expects more than Gyre does; so is a line that cannot be understood, which ssh-keygen
 * passes over.
 *
 * @param ignored a sentence for each line that is left out, with its number
 */
public record AllowedSigners(List<AllowedSigner> signers, List<String> ignored) {
    public AllowedSigners {
        signers = List.copyOf(signers);
        ignored = List.copyOf(ignored);
    }

    /**
     * {@return the signers in a file's content}
     *
     * @param resource the file's name, for errors
     */
    public static AllowedSigners parse(String content, String resource) throws SealException {
        var signers = new ArrayList<AllowedSigner>();
        var ignored = new ArrayList<String>();
        int number = 0;
        for (String line : content.lines().toList()) {
            number++;
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            switch (new SignerLine(line, number, resource).parse()) {
                case SignerLine.Outcome.Signer(AllowedSigner signer) -> signers.add(signer);
                case SignerLine.Outcome.Ignored(String reason) -> ignored.add(reason);
            }
        }
        return new AllowedSigners(signers, ignored);
    }

    /** {@return a line that allows a key to sign for one purpose}, with its line feed */
    public static String line(String principal, String namespace, SshPublicKey key) {
        if (!principal.matches("[^\\s\",!*?#]+")) {
            throw new IllegalArgumentException(
                    "'" + principal + "' cannot be a principal: blanks, quotes and patterns");
        }
        return principal + " namespaces=\"" + namespace + "\" " + key + "\n";
    }

    /**
     * Checks a signature as {@code ssh-keygen -Y verify} does, for any principal, and {@return the signer}.
     *
     * @param at when it was signed, which must be within the key's validity
     * @param resource what was signed, for errors
     */
    public AllowedSigner verify(byte[] message, SshSignature signature, String namespace, Instant at, String resource)
            throws SealException {
        return verify(message, signature, namespace, at, signers, "", resource);
    }

    /** Checks a signature as {@code ssh-keygen -Y verify -I identity} does, and {@return the signer}. */
    public AllowedSigner verifyAs(String identity, byte[] message, SshSignature signature, String namespace,
            Instant at, String resource) throws SealException {
        List<AllowedSigner> possible = signers.stream().filter(signer -> signer.mayBe(identity)).toList();
        return verify(message, signature, namespace, at, possible, " as " + identity, resource);
    }

    private static AllowedSigner verify(byte[] message, SshSignature signature, String namespace, Instant at,
            List<AllowedSigner> possible, String as, String resource) throws SealException {
        signature.verify(message, namespace, resource);
        List<AllowedSigner> named = possible.stream()
                .filter(signer -> signer.publicKey().equals(signature.publicKey()) && signer.isFor(namespace)).toList();
        if (named.isEmpty()) {
            throw new SealException(SealException.Kind.SIGNATURE_UNKNOWN_SIGNER, resource,
                    "signed by " + signature.publicKey().fingerprint() + ", which the allowed signers do not list" + as
                            + " for " + namespace);
        }
        for (AllowedSigner signer : named.subList(0, named.size() - 1)) {
            if (signer.isValid(at)) {
                return signer;
            }
        }
        named.getLast().checkTime(at, resource);
        return named.getLast();
    }
}
