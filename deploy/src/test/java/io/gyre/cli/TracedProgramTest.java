package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyre.embedded.BrokerProcess;
import io.gyre.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a publisher beside it costs a traced program, in events that LTTng's buffers had no room for: the same load, five runs with and five
 * without, in turns. {@code -Dgyre.lttng.loss=true}; on a machine that does nothing else.
 *
 * <p>The publisher has the heap and the priority that its systemd unit gives it. The broker, in production another machine's, is there in
 * both kinds of run, and has little of this one's time and nothing of its disk. The load is steady, and the buffers hold it for a fifth of a
 * second: LTTng's consumer daemon waits until the disk has each sub-buffer, and so for everybody who uses the disk.
 */
@EnabledIfSystemProperty(named = "gyre.lttng.loss", matches = "true")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class TracedProgramTest {
    private static final int RUNS = Integer.getInteger("gyre.lttng.loss.runs", 5);
    /** Seconds, threads, events of each per millisecond; beside each fourth a text. */
    private static final String LOAD = System.getProperty("gyre.lttng.loss.load", "6 2 40");
    private static final String BUFFERS = System.getProperty("gyre.lttng.loss.buffers",
            "--subbuf-size=128k --num-subbuf=4");
    private static final String SMALL_BUFFERS = "--subbuf-size=4k --num-subbuf=2";
    /** At least published during a run, of about eight. */
    private static final int CHUNKS = 3;
    private static final Path UNIT = Path.of(System.getProperty("gyre.root"),
            "deploy/systemd/gyre-publish.service");

    @TempDir
    Path folder;

    @Test
    void losesNoMoreEventsThanAlone() throws Exception {
        Tool.assumeInstalled("chrt", "nice", "ionice");
        List<Long> alone = new ArrayList<>();
        List<Long> beside = new ArrayList<>();
        List<Integer> published = new ArrayList<>(List.of(0));
        String keys = folder.resolve("keys").toString();
        CommandRun.of("keygen", keys);
        try (LttngWorld world = LttngWorld.start(folder);
                BrokerProcess broker = BrokerProcess.start(
                        Stream.concat(world.enter().stream(), Stream.of("nice", "-n", "19")).toList(),
                        Path.of("/dev/shm/kafka"), EmbeddedBroker.FREE_PORT)) {
            String server = broker.bootstrapServers();
            CommandRun.of("topics", "--bootstrap-server", server, "--partitions", "1");
            assertTrue(lost(world, "overrun", SMALL_BUFFERS) > 0, "a loss would be seen");
            for (int i = 0; i < RUNS; i++) {
                alone.add(lost(world, "alone-" + i, BUFFERS));
                List<String> before = Stream.concat(world.enter().stream(), likeTheUnit().stream()).toList();
                try (GyreProcess publisher = GyreProcess.startIn(before, "publish", "--watch", "--bootstrap-server",
                        server, "--keys", keys, "--state", folder.resolve("state").toString(), "--metrics", "0",
                        Files.createDirectories(folder.resolve("traces/beside-" + i)).toString())) {
                    publisher.linesUntil(line -> line.contains("/metrics"));
                    publisher.unread();
                    beside.add(lost(world, "beside-" + i, BUFFERS));
                    published.add(PublishedOnce.manifests(server).size());
                    assertEquals(ExitCode.OK, publisher.terminate());
                }
            }
        }
        System.out
                .println("events lost alone " + alone + ", beside a publisher " + beside + "; chunks published by then "
                        + published + "; load " + LOAD + ", buffers " + BUFFERS);
        for (int i = 0; i < RUNS; i++) {
            assertTrue(published.get(i + 1) - published.get(i) >= CHUNKS,
                    () -> "it did publish meanwhile: " + published);
        }
        assertTrue(sum(beside) <= sum(alone), () -> alone + " alone, " + beside + " beside");
    }

    /** {@return a command that gives another the priority that the unit gives the publisher} */
    private static List<String> likeTheUnit() throws IOException {
        return List.of("chrt", "--" + setting("CPUSchedulingPolicy"), "0", "nice", "-n", setting("Nice"),
                "ionice", "-c", setting("IOSchedulingClass"), "env", "JDK_JAVA_OPTIONS=" + heap());
    }

    private static String heap() throws IOException {
        return setting("Environment=GYRE_JAVA_OPTS");
    }

    private static String setting(String name) throws IOException {
        Matcher found = Pattern.compile("^" + name + "=(.+)$", Pattern.MULTILINE).matcher(Files.readString(UNIT));
        assertTrue(found.find(), name);
        return found.group(1);
    }

    /** {@return how many events of the load had no room}; all others must be in the chunks. */
    private long lost(LttngWorld world, String session, String buffers) throws Exception {
        Path output = Files.createDirectories(folder.resolve("traces").resolve(session));
        world.run("lttng create " + session + " --output=" + output);
        world.run("lttng enable-channel -u -s " + session + " --buffers-uid " + buffers + " ch");
        world.run("lttng enable-event -u -s " + session + " -c ch 'burst:*'");
        world.run("lttng enable-rotation -s " + session + " --timer=500ms && lttng start " + session);
        String ticks = world.run(folder.resolve("burst") + " " + LOAD);
        world.run("lttng destroy " + session);
        long sent = ticks.lines().filter(line -> !line.isBlank()).mapToLong(Long::parseLong)
                .map(n -> n + (n + 3) / 4).sum();
        long lost = 0;
        long arrived = 0;
        for (JsonNode line : Json.read(CommandRun.of("report", "--json", output.toString()).out()).get("events")) {
            lost += line.get("discarded_events").asLong();
            arrived += line.get("events").asLong();
        }
        assertEquals(sent, arrived + lost);
        return lost;
    }

    private static long sum(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).sum();
    }
}
