package io.gyre.bench;

import io.gyre.embedded.EmbeddedBroker;
import io.gyre.publisher.Closing;
import io.gyre.publisher.PublishListener;
import io.gyre.publisher.PublishSummary;
import io.gyre.publisher.Publisher;
import io.gyre.publisher.PublisherConfig;
import io.gyre.publisher.find.ChunkCatalog;
import io.gyre.publisher.find.LineOnDisk;
import io.gyre.publisher.pack.ChunkInventory;
import io.gyre.publisher.pack.ChunkPacker;
import io.gyre.publisher.publish.TopicCreation;
import io.gyre.wire.ChunkId;
import io.gyre.wire.Topics;
import io.gyre.wire.seal.ManifestSignature;
import io.gyre.wire.seal.SegmentOptions;
import io.gyre.wire.seal.age.AgeRecipient;
import io.gyre.wire.seal.age.X25519Identity;
import io.gyre.wire.seal.ssh.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Seals the chunks below some folders, and publishes them to a broker in this process, beside plain zstd-jni and a shell's pipe over the
 * same files. One pass after another, each with all rows, so that a busy machine bears on all of them alike.
 */
public final class PublishBench implements AutoCloseable {
    private static final int SIGNATURES = 200;

    private final Collection<Path> paths;
    private final List<LineOnDisk> lines;
    private final List<Path> files;
    private final SegmentOptions options;
    private final X25519Identity identity = X25519Identity.generate();
    private final SigningKey key = SigningKey.generate("bench");
    private final Path folder;
    private final @Nullable EmbeddedBroker broker;
    private final ChunkPacker packer = new ChunkPacker();
    private final Pipe pipe;
    private final long bytes;
    private int passes;

    /** Whether the shell's pipe is measured, which needs tar, zstd, age and bash. */
    public enum Pipe {
        WITH, WITHOUT
    }

    /** Whether a broker in this process is measured, with its share of the cores. */
    public enum Broker {
        WITH, WITHOUT
    }

    /**
     * One pass.
     *
     * @param zstd zstd-jni with its defaults for the level, on one thread, over bytes in memory
     * @param seal from files to sealed segments, which go nowhere; two threads
     * @param publish from files to committed manifests, the broker's work included; null without a broker
     * @param pipe null when it is not measured
     * @param read with {@code xxh128}, {@code age} and {@code sealedSha256}: parts of sealing, each on its own
     */
    public record Pass(Cost zstd, Cost seal, @Nullable Cost publish, @Nullable Cost pipe, Cost read, Cost xxh128,
            Cost age, Cost sealedSha256, Cost sign) {}

    private PublishBench(Collection<Path> paths, List<LineOnDisk> lines, SegmentOptions options, Path folder,
            @Nullable EmbeddedBroker broker, Pipe pipe) throws Exception {
        this.paths = List.copyOf(paths);
        this.lines = lines;
        this.options = options;
        this.folder = folder;
        this.broker = broker;
        this.pipe = pipe;
        List<Path> all = new ArrayList<>();
        long sum = 0;
        for (LineOnDisk line : lines) {
            for (Path chunk : line.chunks().values()) {
                ChunkInventory inventory = ChunkInventory.of(chunk);
                inventory.files().forEach(item -> all.add(item.path()));
                sum += inventory.bytes();
            }
        }
        this.files = List.copyOf(all);
        this.bytes = sum;
    }

    /** @param folder an empty one, for the broker's data and the ledger */
    public static PublishBench open(Collection<Path> paths, SegmentOptions options, Path folder, Broker broker,
            Pipe pipe) throws Exception {
        List<LineOnDisk> lines = ChunkCatalog.linesUnder(paths);
        EmbeddedBroker started = switch (broker) {
            case WITH -> EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.FREE_PORT);
            case WITHOUT -> null;
        };
        return new PublishBench(paths, lines, options, folder, started, pipe);
    }

    /** {@return how many bytes all files of the chunks have} */
    public long rawBytes() {
        return bytes;
    }

    public int chunks() {
        return lines.stream().mapToInt(line -> line.chunks().size()).sum();
    }

    /** Runs all rows but the shell's pipe, for the JVM to compile what they do. */
    public void warmUp() throws Exception {
        pass(Pipe.WITHOUT);
    }

    /** Runs one pass. */
    public Pass pass() throws Exception {
        return pass(pipe);
    }

    private Pass pass(Pipe with) throws Exception {
        passes++;
        List<AgeRecipient> recipients = List.of(identity.recipient());
        StageBench.Stages stages = StageBench.run(files, options.zstdLevel(), recipients);
        Cost seal = Cost.of(() -> seal(recipients));
        Cost publish = broker == null ? null : publish(broker, recipients);
        Cost shell = switch (with) {
            case WITH -> PipeYardstick.run(paths, options.zstdLevel(), identity.recipient().toString());
            case WITHOUT -> null;
        };
        return new Pass(stages.zstd(), seal, publish, shell, stages.read(), stages.xxh128(), stages.age(),
                stages.sealedSha256(), Cost.of(this::sign));
    }

    /** {@return how many manifests {@link Pass#sign} signs} */
    public static int signatures() {
        return SIGNATURES;
    }

    @Override
    public void close() {
        packer.close();
        if (broker != null) {
            broker.close();
        }
    }

    private long seal(List<AgeRecipient> recipients) throws Exception {
        long[] sealed = new long[1];
        for (LineOnDisk line : lines) {
            for (var chunk : line.chunks().entrySet()) {
                packer.pack(new ChunkId(line.line(), chunk.getKey()), ChunkInventory.of(chunk.getValue()), options,
                        recipients, segment -> sealed[0] += segment.sealed().value().length);
            }
        }
        return sealed[0];
    }

    private Cost publish(EmbeddedBroker to, List<AgeRecipient> recipients) throws Exception {
        Map<String, Object> client = Map.of("bootstrap.servers", to.bootstrapServers());
        Topics topics = Topics.withPrefix("bench-" + passes);
        TopicCreation.create(client, topics, Optional.empty());
        PublisherConfig config = PublisherConfig.builder(client, recipients, key).topics(topics).segments(options)
                .state(folder.resolve("ledger-" + passes)).closing(Closing.ALWAYS).build();
        return Cost.of(() -> {
            try (Publisher publisher = new Publisher(config, PublishListener.NONE)) {
                PublishSummary summary = publisher.publishOnce(paths);
                if (!summary.complete()) {
                    throw new IOException("not everything was published: " + summary.failed());
                }
                return summary.published().stream().mapToLong(chunk -> chunk.sealedBytes()).sum();
            }
        });
    }

    private long sign() {
        byte[] manifest = new byte[100_000];
        long signed = 0;
        for (int i = 0; i < SIGNATURES; i++) {
            signed += ManifestSignature.sign(manifest, key).length;
        }
        return signed;
    }
}
