package io.gyre.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.sinks.SinkException;
import io.gyre.sinks.restore.Restore;
import io.gyre.sinks.restore.RestoreConfig;
import io.gyre.sinks.restore.RestoreFailure;
import io.gyre.sinks.restore.RestoreListener;
import io.gyre.sinks.restore.RestoreSummary;
import io.gyre.sinks.restore.Trust;
import io.gyre.wire.ChunkId;
import io.gyre.wire.SealException;
import io.gyre.wire.seal.KeyFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rebuilds chunk folders. */
@Command(name = "restore", header = "Rebuild chunk folders from Kafka, bit for bit.",
        description = { "",
                "Chunks go to DIR/<host>/<session>-<created>/archives/<chunk>; those that are there already are left alone."},
        footerHeading = "%nExamples:%n",
        footer = {
                "  ./gyre restore --bootstrap-server kafka-1:9092 --keys keys --out restored",
                "  ./gyre restore --bootstrap-server kafka-1:9092 --keys keys --out restored --host web-01 --chunk 3,4"})
final class RestoreCommand implements Callable<Integer>, RestoreListener {
    private final Console console;

    RestoreCommand(Console console) {
        this.console = console;
    }

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    TopicOptions topics = new TopicOptions();

    @Mixin
    ChunkOptions chosen = new ChunkOptions();

    @Option(names = "--keys", required = true, paramLabel = "DIR",
            description = "Holds identity.txt and allowed_signers, as gyre keygen makes them.")
    Path keys = Path.of("keys");

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the folders go.")
    Path out = Path.of("restored");

    @Option(names = "--unverified", description = "Believe manifests of anybody, signed or not.")
    boolean unverified;

    @Override
    public Integer call() throws CommandException, IOException, SealException, SinkException {
        KeyFolder folder = new KeyFolder(keys);
        Trust trust = unverified ? new Trust.Anyone() : new Trust.SignedBy(folder.allowedSigners());
        RestoreSummary summary = Restore.run(new RestoreConfig(cluster.client(), topics.topics(), out,
                folder.identities(), trust, chosen.selection()), this);
        if (!chosen.json) {
            console.print(summary.restored() + " chunks restored (" + Amounts.bytes(summary.bytes()) + "), "
                    + summary.skipped() + " were there already"
                    + (summary.failures().isEmpty() ? "" : ", " + summary.failures().size() + " FAILED"));
        }
        return summary.failures().isEmpty() ? ExitCode.OK : ExitCode.PARTLY;
    }

    @Override
    public void restored(ChunkId chunk, Path folder, long bytes) {
        if (chosen.json) {
            console.print(ChunkOptions.object(chunk, "restored").put("folder", folder.toString()).put("bytes", bytes)
                    .toString());
        } else {
            console.print(chunk.line() + "  chunk " + chunk.number() + "  " + folder);
        }
    }

    @Override
    public void skipped(ChunkId chunk, Path folder) {
        if (chosen.json) {
            console.print(ChunkOptions.object(chunk, "there_already").put("folder", folder.toString()).toString());
        }
    }

    @Override
    public void failed(RestoreFailure failure) {
        console.problem(failure.message() + " (code " + failure.code() + ", manifest " + failure.manifest() + ")");
        failure.chunk().filter(_ -> chosen.json).ifPresent(
                chunk -> console.print(ChunkOptions.object(chunk, "failed").put("code", failure.code()).toString()));
    }
}
