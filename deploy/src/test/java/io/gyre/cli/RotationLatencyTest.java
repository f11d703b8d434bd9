package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyre.chunk.ChunkName;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long it takes from a rotation that LTTng has finished, when the chunk's folder appears among the archives, to the last result of the
 * chunk's window, read committed by another client than the one that wrote it: {@code gyre up} on a live session. A few rotations, which all
 * have to be answered; the long form, {@code -Dgyre.lttng.rotations=200}, also holds the times to their limits and wants a quiet machine.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class RotationLatencyTest {
    private static final int ROTATIONS = Integer.getInteger("gyre.lttng.rotations", 3);
    private static final int ENOUGH_TO_JUDGE = 100;
    /** The first ones meet a JVM that has done nothing yet. */
    private static final int WARM_UP = ROTATIONS >= ENOUGH_TO_JUDGE ? 20 : 1;
    private static final double MEDIAN_MS = 500;
    private static final double WORST_MS = 1500;

    private final Map<Long, Long> rotatedAt = new ConcurrentHashMap<>();
    private final Map<Long, Long> answeredAt = new ConcurrentHashMap<>();

    @TempDir
    Path folder;

    @Test
    void resultsFollowARotationAtOnce() throws Exception {
        LttngWorld.assumePossible();
        Path traces = Files.createDirectories(folder.resolve("traces"));
        Path archives = Files.createDirectories(traces.resolve("live/archives"));
        try (LttngWorld world = LttngWorld.start(folder);
                WatchService rotations = archives.getFileSystem().newWatchService();
                GyreProcess up = GyreProcess.startIn(world.enter(), "up", "--json", "--out",
                        folder.resolve("up").toString(), "--watch", traces.toString())) {
            archives.register(rotations, StandardWatchEventKinds.ENTRY_CREATE);
            Thread.ofPlatform().daemon().name("rotations").start(() -> follow(rotations));
            up.linesUntil(line -> line.contains("Kafka is ready"));
            world.run("lttng create live --output=" + traces.resolve("live"));
            world.run("lttng enable-channel -u -s live --buffers-uid --subbuf-size=64k --num-subbuf=8 ch");
            world.run("lttng enable-event -u -s live -c ch 'burst:*'");
            world.run("lttng enable-rotation -s live --timer=1s && lttng start live");
            world.start("while ! [ -e " + folder.resolve("enough") + " ]; do " + folder.resolve("burst")
                    + " 1 2 5 >/dev/null; done");
            up.linesUntil(line -> isAnswered(line, WARM_UP + ROTATIONS));
            Files.createFile(folder.resolve("enough"));
            world.run("lttng destroy live");
            assertEquals(ExitCode.OK, up.terminate());
        }
        double[] times = answeredAt.entrySet().stream()
                .filter(answer -> answer.getKey() >= WARM_UP && answer.getKey() < WARM_UP + ROTATIONS)
                .mapToDouble(
                        answer -> (answer.getValue() - Objects.requireNonNull(rotatedAt.get(answer.getKey()))) / 1e6)
                .sorted().toArray();
        assertEquals(ROTATIONS, times.length, "chunks answered");
        double median = times[times.length / 2];
        double worst = times[(int) Math.ceil(times.length * 0.99) - 1];
        String figures = String.format(Locale.ROOT,
                "%d rotations: median %.0f ms, 99th percentile %.0f ms, all from %.0f to %.0f ms",
                times.length, median, worst, times[0], times[times.length - 1]);
        System.out.println(figures);
        if (ROTATIONS >= ENOUGH_TO_JUDGE) {
            assertTrue(median < MEDIAN_MS && worst < WORST_MS, figures + " " + Arrays.toString(times));
        }
    }

    /** Notes when a window's result came; the last one counts. */
    private boolean isAnswered(String line, long chunk) {
        long now = System.nanoTime();
        if (!line.startsWith("{")) {
            return false;
        }
        JsonNode result = Json.read(line);
        long id = result.path("chunk").asLong(-1);
        if (result.path("scope").asText().equals("window")) {
            answeredAt.put(id, now);
        }
        return id >= chunk;
    }

    private void follow(WatchService rotations) {
        try {
            for (WatchKey key = rotations.take(); key.isValid(); key = rotations.take()) {
                long now = System.nanoTime();
                for (WatchEvent<?> event : key.pollEvents()) {
                    if (event.context() instanceof Path name) {
                        ChunkName.parse(name.toString()).ifPresent(chunk -> rotatedAt.putIfAbsent(chunk.id(), now));
                    }
                }
                key.reset();
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            // The test is over.
        }
    }
}
