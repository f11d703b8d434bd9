package io.gyre.cli;

import io.gyre.publisher.Closing;
import io.gyre.publisher.PublishOrder;
import io.gyre.publisher.PublisherConfig;
import io.gyre.publisher.publish.CpuShare;
import io.gyre.wire.seal.SegmentOptions;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How chunks are published. */
final class PublishOptions {
    private static final int MAX_LEVEL = 19;

    @Option(names = "--order", paramLabel = "ORDER", defaultValue = "oldest",
            description = "Which chunks first: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). The answers are the same.")
    PublishOrder order = PublishOrder.OLDEST;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", hidden = true,
            description = "Of the shuffled order.")
    long seed = 1;

    @Option(names = "--close", paramLabel = "WHEN", defaultValue = "when_ended",
            description = "Publish the end of a session line: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    Closing closing = Closing.WHEN_ENDED;

    @Option(names = "--level", paramLabel = "N", defaultValue = "3",
            description = "zstd's level, 1 to 19 (default: ${DEFAULT-VALUE}).")
    int level = 3;

    @Option(names = "--lowest-level", paramLabel = "N", defaultValue = "1",
            description = "How far down the level goes while a watched session's chunks pile up (default: ${DEFAULT-VALUE}).")
    int lowestLevel = 1;

    @Option(names = "--cpu-share", paramLabel = "CORES",
            description = "How many cores packing and sealing may use, such as 0.5 (default: what there is, at most 2).")
    @Nullable
    Double cpuShare;

    @Option(names = "--bandwidth", paramLabel = "RATE", converter = BytesPerSecond.class,
            description = "How much may go to Kafka, such as 10MB/s (default: no limit).")
    @Nullable
    Long bandwidth;

    @Option(names = "--chunk-timeout", paramLabel = "SECONDS", defaultValue = "600",
            description = "How long one chunk may take from its first segment to its commit; the brokers' transaction.max.timeout.ms"
                    + " must allow it (default: ${DEFAULT-VALUE}).")
    int chunkTimeoutSeconds = 600;

    PublisherConfig.Builder applyTo(PublisherConfig.Builder builder) throws CommandException {
        if (level < 1 || level > MAX_LEVEL || lowestLevel < 1 || (cpuShare != null && !(cpuShare > 0))
                || chunkTimeoutSeconds < 1) {
            throw new CommandException("--level " + level + ", --lowest-level " + lowestLevel + ", --cpu-share "
                    + cpuShare + ", --chunk-timeout " + chunkTimeoutSeconds + " cannot be",
                    "levels are 1 to " + MAX_LEVEL + "; the others more than 0");
        }
        return builder.order(order).seed(seed).closing(closing)
                .segments(SegmentOptions.DEFAULT.withZstdLevel(level)).lowestLevel(lowestLevel)
                .bandwidth(bandwidth == null ? OptionalLong.empty() : OptionalLong.of(bandwidth))
                .cpuShare(cpuShare == null ? CpuShare.UNLIMITED : new CpuShare(cpuShare))
                .transactionTimeout(Duration.ofSeconds(chunkTimeoutSeconds));
    }
}
