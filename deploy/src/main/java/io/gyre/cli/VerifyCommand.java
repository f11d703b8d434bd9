package io.gyre.cli;

import io.gyre.sinks.SinkException;
import io.gyre.sinks.restore.RestoreFailure;
import io.gyre.sinks.restore.Verify;
import io.gyre.sinks.restore.VerifyConfig;
import io.gyre.sinks.restore.VerifyListener;
import io.gyre.sinks.restore.VerifySummary;
import io.gyre.wire.ChunkKind;
import io.gyre.wire.Manifest;
import io.gyre.wire.SealException;
import io.gyre.wire.seal.KeyFolder;
import io.gyre.wire.seal.age.AgeIdentity;
import io.gyre.wire.seal.ssh.AllowedSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks chunks on Kafka. */
@Command(name = "verify", header = "Check chunks where they lie on Kafka: signature, digests, completeness.",
        description = { "",
                "With identity.txt in DIR the segments are opened and every file's digest is compared; without, they stay sealed and"
                        + " only their own digests are. Nothing is written."},
        footerHeading = "%nExamples:%n",
        footer = {
                "  ./gyre verify --bootstrap-server kafka-1:9092 --keys keys",
                "  ./gyre verify --bootstrap-server kafka-1:9092 --keys keys --host web-01 --chunk 3,4 --json"})
final class VerifyCommand implements Callable<Integer>, VerifyListener {
    private final Console console;

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    TopicOptions topics = new TopicOptions();

    @Mixin
    ChunkOptions chosen = new ChunkOptions();

    @Option(names = "--keys", required = true, paramLabel = "DIR",
            description = "Holds allowed_signers and, to look inside, identity.txt.")
    Path keys = Path.of("keys");

    @Override
    public Integer call() throws CommandException, IOException, SealException, SinkException {
        KeyFolder folder = new KeyFolder(keys);
        List<AgeIdentity> identities = Files.exists(keys.resolve(KeyFolder.IDENTITY))
                ? folder.identities()
                : List.of();
        VerifySummary summary = Verify.run(new VerifyConfig(cluster.client(), topics.topics(), identities,
                folder.allowedSigners(), chosen.selection()), this);
        if (summary.sound() == 0 && summary.failures().isEmpty()) {
            throw new CommandException("no manifest fits on " + topics.topics().chunks().name(),
                    "check --host, --session, --chunk and --topic-prefix, or how long the topic keeps its records");
        }
        if (!chosen.json) {
            console.print(summary.sound() + " manifests sound, " + summary.segments() + " segments ("
                    + Amounts.bytes(summary.sealedBytes()) + " sealed) "
                    + (identities.isEmpty() ? "there, not opened: no identity.txt in " + keys : "opened")
                    + (summary.failures().isEmpty() ? "" : ", " + summary.failures().size() + " FAILED"));
        }
        return summary.failures().isEmpty() ? ExitCode.OK : ExitCode.PARTLY;
    }

    @Override
    public void sound(Manifest manifest, AllowedSigner signer) {
        if (chosen.json) {
            console.print(ChunkOptions.object(manifest.chunk(), "sound").put("kind", name(manifest.kind()))
                    .put("signer", signer.principals()).put("segments", manifest.segments().size())
                    .put("files", manifest.files().size())
                    .put("bytes", manifest.files().stream().mapToLong(Manifest.FileRef::size).sum())
                    .put("damages", manifest.damages().size()).toString());
        } else {
            String what = switch (manifest.kind()) {
                case CHUNK -> "chunk " + manifest.chunkId();
                case CLOSING -> "the end";
            };
            console.print(manifest.line() + "  " + what + "  sound  " + manifest.segments().size()
                    + " segments  signed by " + signer.principals());
        }
    }

    @Override
    public void failed(RestoreFailure failure) {
        console.problem(failure.message() + " (code " + failure.code() + ", manifest " + failure.manifest() + ")");
        failure.chunk().ifPresent(chunk -> {
            if (chosen.json) {
                console.print(ChunkOptions.object(chunk, "failed").put("code", failure.code()).toString());
            } else {
                console.print(chunk.line() + "  chunk " + chunk.number() + "  FAILED  " + failure.code());
            }
        });
    }

    private static String name(ChunkKind kind) {
        return switch (kind) {
            case CHUNK -> "chunk";
            case CLOSING -> "closing";
        };
    }
}
