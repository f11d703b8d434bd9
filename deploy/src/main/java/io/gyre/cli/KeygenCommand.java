package io.gyre.cli;

import io.gyre.wire.seal.KeyFolder;
import io.gyre.wire.seal.age.HybridIdentity;
import io.gyre.wire.seal.age.X25519Identity;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the keys that sealing needs. */
@Command(name = "keygen", header = "Make the keys that publishers seal with and analysers open with.", description = {
        "",
        "Makes five files in DIR, in the formats of age and OpenSSH, and never overwrites one:",
        "  identity.txt     secret: opens segments (age -d -i)",
        "  recipients.txt   whom to seal for (age -R)",
        "  id_ed25519[.pub] secret: signs manifests, and its public half",
        "  allowed_signers  whose manifests to trust (ssh-keygen -Y verify -f)",
        "A publisher needs recipients.txt and id_ed25519; an analyser identity.txt and allowed_signers."},
        footerHeading = "%nExample:%n", footer = "  ./gyre keygen --principal publisher@web-01 keys")
final class KeygenCommand implements Callable<Integer> {
    private final Console console;

    KeygenCommand(Console console) {
        this.console = console;
    }

    @Parameters(paramLabel = "DIR", description = "Where to write them; made when missing.")
    Path folder = Path.of("keys");

    @Option(names = "--principal", paramLabel = "NAME", defaultValue = "gyre",
            description = "Who signs with the key, as allowed_signers names it (default: ${DEFAULT-VALUE}).")
    String principal = "gyre";

    @Option(names = "--post-quantum",
            description = "Make an identity of age's hybrid kind (ML-KEM-768 with X25519), which age opens since 1.3.")
    boolean postQuantum;

    @Override
    public Integer call() throws IOException, CommandException {
        try {
            KeyFolder keys = KeyFolder.generate(folder, principal,
                    postQuantum ? HybridIdentity.generate() : X25519Identity.generate());
            console.print("keys made in " + keys.path());
            return ExitCode.OK;
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(e.getFile() + " is there already",
                    "keys are never overwritten; choose another folder",
                    e);
        }
    }
}
