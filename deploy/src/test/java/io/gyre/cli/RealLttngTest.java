package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.allinone.Answers;
import io.gyre.allinone.ResultWatch;
import io.gyre.chunk.Archives;
import io.gyre.embedded.EmbeddedBroker;
import io.gyre.operate.StatusFile;
import io.gyre.wire.LineId;
import io.gyre.wire.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real LTTng sessions under load, local and through a relay daemon, rotating by timer and by size, with clear, stop, start and destroy,
 * while the publisher is killed again and again. The long form:
 * {@code -Dgyre.lttng.seconds=120 -Dgyre.lttng.kills=200}; the load lasts until both are reached.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class RealLttngTest {
    private static final int SECONDS = Integer.getInteger("gyre.lttng.seconds", 6);
    private static final int KILLS = Integer.getInteger("gyre.lttng.kills", 2);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @Test
    void everyEventOfEverySessionArrivesOnce() throws Exception {
        LttngWorld.assumePossible();
        Random random = new Random(Long.getLong("gyre.lttng.seed", 7));
        String keys = folder.resolve("keys").toString();
        Path traces = folder.resolve("traces");
        Path relayed = folder.resolve("relayed");
        Path state = folder.resolve("state");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.FREE_PORT);
                LttngWorld world = LttngWorld.start(folder)) {
            assertOk("keygen", keys);
            assertOk(on(broker, "topics", "--partitions", "2"));
            String[] publish = on(broker, "publish", "--keys", keys, "--state", state.toString(), "--end-after", "PT4S",
                    "--watch", traces.toString(), relayed.toString());
            startSessions(world, traces, relayed);
            world.start("while ! [ -e " + folder.resolve("enough") + " ]; do " + folder.resolve("burst")
                    + " 1 2 5 >/dev/null; done");
            long begin = System.nanoTime();
            int kills = 0;
            while (kills < KILLS || System.nanoTime() - begin < Duration.ofSeconds(SECONDS).toNanos()) {
                try (GyreProcess publisher = GyreProcess.startIn(world.enter(), publish).unread()) {
                    long life = 300 + random.nextLong(3000);
                    long until = System.nanoTime() + Duration.ofMillis(life).toNanos();
                    if (kills % 3 == 1) {
                        world.run("lttng clear timed");
                    } else if (kills % 3 == 2) {
                        world.run("lttng stop sized");
                        // The daemon refuses to start a session again while a rotation by size is not yet complete.
                        world.retry("lttng start sized");
                    }
                    await(() -> System.nanoTime() - until > 0);
                    publisher.kill();
                    kills++;
                }
            }
            Files.createFile(folder.resolve("enough"));
            world.run("lttng stop sized; lttng destroy timed; lttng destroy net");
            try (GyreProcess publisher = GyreProcess.startIn(world.enter(), publish).unread()) {
                // Stopped but not destroyed: its line is still open, and then the daemon says that it is no more.
                awaitClosed(state, 2);
                world.run("lttng destroy sized");
                awaitClosed(state, 3);
                assertEquals(ExitCode.OK, publisher.terminate());
            }
            int chunks = PublishedOnce.assertEachChunkOnce(broker.bootstrapServers(), keys, folder,
                    List.of(traces, relayed));
            Map<String, Long> counted = countedFromKafka(broker, keys, List.of(traces, relayed));
            assertTrue(counted.values().stream().mapToLong(Long::longValue).sum() > 1000, counted::toString);
            babeltrace2(List.of(traces, relayed)).ifPresent(expected -> assertEquals(expected, counted));
            System.out.println("real LTTng: " + chunks + " chunks, " + kills + " kills, events " + counted);
        }
    }

    @Test
    void whatAKilledSessionDaemonLeavesIsAdoptedAndItsSuccessorIsFollowed() throws Exception {
        String keys = folder.resolve("keys").toString();
        Path traces = folder.resolve("traces");
        Path state = folder.resolve("state");
        try (LttngWorld world = LttngWorld.start(folder);
                EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.FREE_PORT)) {
            assertOk("keygen", keys);
            assertOk(on(broker, "topics", "--partitions", "2"));
            String[] publish = on(broker, "publish", "--keys", keys, "--state", state.toString(), "--end-after", "PT4S",
                    "--watch", traces.toString());
            try (GyreProcess publisher = GyreProcess.startIn(world.enter(), publish).unread()) {
                create(world, "crashing", "--output=" + traces.resolve("crashing"));
                create(world, "unrotated", "--output=" + traces.resolve("unrotated"));
                world.run("lttng start crashing && lttng start unrotated");
                world.run(folder.resolve("burst") + " 0.3 2 5 && lttng rotate crashing");
                world.run(folder.resolve("burst") + " 0.3 2 5");
                CommandRun early = CommandRun.of("adopt", traces.toString());
                assertEquals(ExitCode.PARTLY, early.exitCode(), "alive: " + early.out() + early.err());
                assertTrue(early.err().contains("is left"), early.err());

                ProcessHandle daemon = ProcessHandle.of(world.sessionDaemon()).orElseThrow();
                daemon.destroyForcibly();
                daemon.onExit().get(20, TimeUnit.SECONDS);
                world.startSessionDaemon();
                create(world, "after", "--output=" + traces.resolve("after"));
                world.run("lttng start after && " + folder.resolve("burst") + " 0.3 2 5 && lttng rotate after");
                world.run("lttng destroy after");

                await(() -> CommandRun.of("adopt", traces.toString()).exitCode() == ExitCode.OK);
                awaitClosed(state, 3);
                assertEquals(ExitCode.OK, publisher.terminate());
            }
            assertEquals(1, PublishedOnce.chunks(traces.resolve("unrotated")).size());
            assertEquals(2, PublishedOnce.chunks(traces.resolve("crashing")).size());
            PublishedOnce.assertEachChunkOnce(broker.bootstrapServers(), keys, folder, List.of(traces));
            Map<String, Long> counted = countedFromKafka(broker, keys, List.of(traces));
            babeltrace2(List.of(traces)).ifPresent(expected -> assertEquals(expected, counted));
        }
    }

    private void startSessions(LttngWorld world, Path traces, Path relayed) throws Exception {
        int control = freePort();
        int data = freePort();
        world.start("lttng-relayd -C tcp://127.0.0.1:" + control + " -D tcp://127.0.0.1:" + data
                + " -L tcp://127.0.0.1:" + freePort() + " -o " + relayed);
        create(world, "timed", "--output=" + traces.resolve("timed"));
        create(world, "sized", "--output=" + traces.resolve("sized"));
        world.retry("lttng create net --set-url=net://127.0.0.1:" + control + ":" + data);
        channel(world, "net");
        world.run("lttng enable-rotation -s timed --timer=700ms");
        world.run("lttng enable-rotation -s net --timer=900ms");
        world.run("lttng enable-rotation -s sized --size=128K");
        world.run("lttng start timed && lttng start sized && lttng start net");
    }

    private static void create(LttngWorld world, String session, String where) throws Exception {
        world.run("lttng create " + session + " " + where);
        channel(world, session);
    }

    private static void channel(LttngWorld world, String session) throws Exception {
        world.run("lttng enable-channel -u -s " + session + " --buffers-uid --subbuf-size=16k --num-subbuf=8 ch");
        world.run("lttng enable-event -u -s " + session + " -c ch 'burst:*'");
    }

    private static void awaitClosed(Path state, int lines) throws Exception {
        await(() -> {
            try {
                for (ObjectNode publisher : StatusFile.read(state)) {
                    int closed = 0;
                    for (JsonNode session : publisher.path("sessions")) {
                        closed += session.path("closed").asBoolean() ? 1 : 0;
                    }
                    if (publisher.path("state").asText().equals("running") && closed == lines) {
                        return true;
                    }
                }
                return false;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    /** {@return how many events of each class the analysis has counted}, once it has the last word on every line. */
    private Map<String, Long> countedFromKafka(EmbeddedBroker broker, String keys, List<Path> traces)
            throws Exception {
        Set<LineId> lines = Archives.find(traces).stream().map(line -> line.key())
                .map(key -> new LineId(key.host(), key.session(), key.created())).collect(Collectors.toSet());
        Answers answers = new Answers();
        try (GyreProcess _ = GyreProcess.start(on(broker, "analyze", "--keys", keys, "--state",
                folder.resolve("streams").toString(), "--analysis", "events")).unread();
                ResultWatch results = new ResultWatch(Map.of("bootstrap.servers", broker.bootstrapServers()),
                        Topics.DEFAULT, ResultWatch.From.BEGINNING)) {
            await(() -> {
                try {
                    results.poll(Duration.ofMillis(200), answers::add);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
                return answers.areFinal(lines);
            });
        }
        Map<String, Long> counts = new TreeMap<>();
        answers.results(lines).stream().filter(result -> result.analysis().equals("events")).forEach(result -> {
            JsonNode answer = Json.read(result.json());
            answer.path("by_class").properties()
                    .forEach(each -> counts.merge(each.getKey(), each.getValue().asLong(), Long::sum));
        });
        return counts;
    }

    /** {@return how many events of each class babeltrace2 prints}, where it is installed. */
    private static Optional<Map<String, Long>> babeltrace2(List<Path> traces) throws Exception {
        String program = System.getProperty("gyre.babeltrace2", "babeltrace2");
        boolean there = program.startsWith("/") || Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
        if (!there) {
            return Optional.empty();
        }
        Pattern event = Pattern.compile("^\\[[^]]+\\] \\([^)]*\\) (?:\\S+ )?([\\w]+:[\\w]+): ", Pattern.MULTILINE);
        Map<String, Long> counts = new TreeMap<>();
        for (Path trace : traces) {
            Matcher found = event.matcher(Tool.stdout(List.of(program, trace.toString())));
            while (found.find()) {
                counts.merge(found.group(1), 1L, Long::sum);
            }
        }
        return Optional.of(counts);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadline < 0, "waited for " + LIMIT);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String[] on(EmbeddedBroker broker, String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "--bootstrap-server", broker.bootstrapServers()));
        arguments.addAll(Arrays.asList(more));
        return arguments.toArray(String[]::new);
    }

    private static void assertOk(String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertEquals(ExitCode.OK, run.exitCode(), () -> String.join(" ", arguments) + ": " + run.err());
    }
}
