package io.gyre.wire.seal;

import io.gyre.wire.Manifest;
import io.gyre.wire.SealException;
import io.gyre.wire.seal.age.AgeIdentity;
import io.gyre.wire.seal.age.AgeRecipient;
import io.gyre.wire.seal.age.X25519Identity;
import io.gyre.wire.seal.ssh.AllowedSigners;
import io.gyre.wire.seal.ssh.SigningKey;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/**
 * A folder with all keys that sealing needs, in files that stock tools read.
 *
 * <pre>
 * identity.txt      secret: opens segments       as age-keygen writes it; for age -d -i
 * recipients.txt    whom to seal for             for age -R
 * id_ed25519        secret: signs manifests      as ssh-keygen writes it; for ssh-keygen -Y sign -f
 * id_ed25519.pub    its public half
 * allowed_signers   whose manifests to trust     for ssh-keygen -Y verify -f
 * </pre>
 *
 * <p>A publisher needs {@code recipients.txt} and {@code id_ed25519}, an analyser {@code identity.txt} and {@code allowed_signers}; neither
 * needs the other's, so every method reads only its own file. Secrets are written for their owner alone.
 *
 * @param path the folder
 */
public record KeyFolder(Path path) {
    public static final String IDENTITY = "identity.txt";
    public static final String RECIPIENTS = "recipients.txt";
    public static final String SIGNING_KEY = "id_ed25519";
    public static final String SIGNING_KEY_PUBLIC = "id_ed25519.pub";
    public static final String ALLOWED_SIGNERS = "allowed_signers";

    private static final String SECRET = "rw-------";
    private static final String PUBLIC = "rw-r--r--";
    /** Far beyond any key file. */
    private static final long MAX_BYTES = 1 << 20;

    /**
     * Makes a new identity and a new signing key, and {@return the folder with them}, made when it is not there.
     *
     * @param principal who signs with the key, such as {@code publisher@host1}
     * @throws FileAlreadyExistsException when one of the files is there already: keys are never overwritten
     */
    public static KeyFolder generate(Path path, String principal) throws IOException {
        return generate(path, principal, X25519Identity.generate());
    }

    /** As {@link #generate(Path, String)}, with an identity of the caller's choice. */
    public static KeyFolder generate(Path path, String principal, AgeIdentity identity) throws IOException {
        Files.createDirectories(path, mode("rwx------"));
        var folder = new KeyFolder(path);
        for (String file : List.of(IDENTITY, RECIPIENTS, SIGNING_KEY, SIGNING_KEY_PUBLIC, ALLOWED_SIGNERS)) {
            if (Files.exists(path.resolve(file))) {
                throw new FileAlreadyExistsException(path.resolve(file).toString(), null,
                        "keys are never overwritten; choose another folder");
            }
        }
        SigningKey signingKey = SigningKey.generate(principal);
        String allowed = AllowedSigners.line(principal, Manifest.SIGNATURE_NAMESPACE, signingKey.publicKey());
        folder.write(IDENTITY, identityText(identity), SECRET);
        folder.write(RECIPIENTS, identity.recipient() + "\n", PUBLIC);
        folder.write(SIGNING_KEY, signingKey.toSecretText(), SECRET);
        folder.write(SIGNING_KEY_PUBLIC, signingKey.toPublicText(), PUBLIC);
        folder.write(ALLOWED_SIGNERS, allowed, PUBLIC);
        return folder;
    }

    public List<AgeIdentity> identities() throws IOException, SealException {
        return AgeIdentity.parseFile(read(IDENTITY), name(IDENTITY));
    }

    public List<AgeRecipient> recipients() throws IOException, SealException {
        return AgeRecipient.parseFile(read(RECIPIENTS), name(RECIPIENTS));
    }

    public SigningKey signingKey() throws IOException, SealException {
        return SigningKey.parse(read(SIGNING_KEY), name(SIGNING_KEY));
    }

    /** {@return the key in a file of its own}, such as the SSH daemon's */
    public static SigningKey signingKey(Path file) throws IOException, SealException {
        return SigningKey.parse(read(file), file.toString());
    }

    public AllowedSigners allowedSigners() throws IOException, SealException {
        return AllowedSigners.parse(read(ALLOWED_SIGNERS), name(ALLOWED_SIGNERS));
    }

    private static String identityText(AgeIdentity identity) {
        String created = OffsetDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS)
                .format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX"));
        return "# created: " + created + "\n# public key: " + identity.recipient() + "\n" + identity.toSecretText()
                + "\n";
    }

    private void write(String file, String content, String mode) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(path.resolve(file),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode(mode))) {
            Channels.newOutputStream(channel).write(content.getBytes(StandardCharsets.UTF_8));
        }
    }

    private String read(String file) throws IOException, SealException {
        return read(path.resolve(file));
    }

    private static String read(Path file) throws IOException, SealException {
        if (Files.size(file) > MAX_BYTES) {
            throw new SealException(SealException.Kind.KEY_MALFORMED, file.toString(),
                    "is no key file: " + Files.size(file) + " bytes; the limit is " + MAX_BYTES);
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private String name(String file) {
        return path.resolve(file).toString();
    }

    private static FileAttribute<?> mode(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }
}
