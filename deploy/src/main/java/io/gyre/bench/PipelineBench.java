package io.gyre.bench;

import io.gyre.allinone.AllInOne;
import io.gyre.allinone.AllInOneOptions;
import io.gyre.allinone.Answers;
import io.gyre.allinone.Home;
import io.gyre.allinone.ResultWatch;
import io.gyre.publisher.Closing;
import io.gyre.publisher.LineOutcome;
import io.gyre.publisher.PublishListener;
import io.gyre.publisher.PublishSummary;
import io.gyre.publisher.Publisher;
import io.gyre.wire.LineId;
import io.gyre.wire.Quarantine;
import io.gyre.wire.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sends all chunks below some folders through the pipeline, on a broker in this process that starts empty, beside a plain producer
 * of the same files on the same broker. One pass; the caller repeats it, in fresh folders.
 */
public final class PipelineBench {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration STREAMS_LIMIT = Duration.ofSeconds(60);

    /**
     * What one pass took, in seconds.
     *
     * @param bytes of all files
     * @param plainSeconds a producer without compression
     * @param plainZstdSeconds a producer with Kafka's own zstd
     * @param publishSeconds packed, sealed, signed and committed
     * @param endToEndSeconds from the publisher's start to the last line's final result
     */
    public record Pass(long bytes, double plainSeconds, double plainZstdSeconds, double publishSeconds,
            double endToEndSeconds) {}

    private PipelineBench() {}

    /** Runs one pass in an empty folder. */
    public static Pass run(Collection<Path> paths, Path folder) throws Exception {
        try (AllInOne all = AllInOne.start(AllInOneOptions.of(new Home(folder)));
                ResultWatch results = all.results(ResultWatch.From.BEGINNING)) {
            awaitStreams(all);
            double plain = PlainProduce.run(all.client(), "plain", "none", paths);
            double plainZstd = PlainProduce.run(all.client(), "plain-zstd", "zstd", paths);
            long begin = System.nanoTime();
            PublishSummary summary;
            try (Publisher publisher = new Publisher(all.publisher().closing(Closing.ALWAYS).build(),
                    new PublishListener() {
                    })) {
                summary = publisher.publishOnce(paths);
            }
            double published = (System.nanoTime() - begin) / 1e9;
            Final answers = new Final();
            Set<LineId> lines = summary.lines().stream().map(LineOutcome::line).collect(Collectors.toSet());
            while (!answers.all.areFinal(lines)) {
                if (System.nanoTime() - begin > LIMIT.toNanos() || answers.quarantined > 0) {
                    throw new IOException(
                            "not every line was answered: " + answers.quarantined + " records quarantined");
                }
                results.poll(POLL, answers);
            }
            return new Pass(bytes(paths), plain, plainZstd, published,
                    (System.nanoTime() - begin) / 1e9);
        }
    }

    private static void awaitStreams(AllInOne all) throws InterruptedException, IOException {
        long limit = System.nanoTime() + STREAMS_LIMIT.toNanos();
        while (!all.isRunning()) {
            if (System.nanoTime() > limit) {
                throw new IOException("the analyses did not start within " + STREAMS_LIMIT);
            }
            Thread.sleep(POLL);
        }
    }

    private static long bytes(Collection<Path> paths) throws IOException {
        long bytes = 0;
        for (Path path : paths) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    bytes += Files.size(file);
                }
            }
        }
        return bytes;
    }

    /** Waits for the final answers. */
    private static final class Final implements ResultWatch.Viewer {
        private final Answers all = new Answers();
        private long quarantined;

        @Override
        public void result(Result result) {
            all.add(result);
        }

        @Override
        public void quarantined(Quarantine bad) {
            quarantined++;
        }
    }
}
