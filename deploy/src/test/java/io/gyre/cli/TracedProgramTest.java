package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyre.embedded.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a publisher beside it costs a traced program, in events that LTTng's buffers had no room for: the same load, five runs with and five
 * without, in turns. {@code -Dgyre.lttng.loss=true}; on a machine that does nothing else.
 */
@EnabledIfSystemProperty(named = "gyre.lttng.loss", matches = "true")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class TracedProgramTest {
    private static final int RUNS = Integer.getInteger("gyre.lttng.loss.runs", 5);

    @TempDir
    Path folder;

    @Test
    void losesNoMoreEventsThanAlone() throws Exception {
        List<Long> alone = new ArrayList<>();
        List<Long> beside = new ArrayList<>();
        String keys = folder.resolve("keys").toString();
        CommandRun.of("keygen", keys);
        try (LttngWorld world = LttngWorld.start(folder);
                EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.FREE_PORT)) {
            CommandRun.of("topics", "--bootstrap-server", broker.bootstrapServers(), "--partitions", "1");
            for (int i = 0; i < RUNS; i++) {
                alone.add(lost(world, "alone-" + i));
                List<String> niced = Stream.concat(world.enter().stream(), Stream.of("nice", "-n", "10")).toList();
                try (GyreProcess publisher = GyreProcess.startIn(niced, "publish", "--watch", "--bootstrap-server",
                        broker.bootstrapServers(), "--keys", keys, "--state", folder.resolve("state").toString(),
                        "--metrics", "0", folder.resolve("traces").toString())) {
                    publisher.linesUntil(line -> line.contains("/metrics"));
                    publisher.unread();
                    beside.add(lost(world, "beside-" + i));
                    publisher.terminate();
                }
            }
        }
        System.out.println("events lost alone " + alone + ", beside a publisher " + beside);
        long spread = Collections.max(alone) - Collections.min(alone);
        assertTrue(sum(beside) / RUNS <= sum(alone) / RUNS + spread, () -> alone + " alone, " + beside + " beside");
    }

    /** {@return how many events a load has lost that the buffers hold only when the consumer daemon is not kept from its work} */
    private long lost(LttngWorld world, String session) throws Exception {
        Path output = folder.resolve("traces").resolve(session);
        world.run("lttng create " + session + " --output=" + Files.createDirectories(output));
        world.run("lttng enable-channel -u -s " + session + " --buffers-uid --subbuf-size=32k --num-subbuf=4 ch");
        world.run("lttng enable-event -u -s " + session + " -c ch 'burst:*'");
        world.run("lttng enable-rotation -s " + session + " --timer=500ms && lttng start " + session);
        world.run(folder.resolve("burst") + " 6 2 40");
        world.run("lttng destroy " + session);
        long lost = 0;
        for (JsonNode line : Json.read(CommandRun.of("report", "--json", output.toString()).out()).get("events")) {
            lost += line.get("discarded_events").asLong();
        }
        return lost;
    }

    private static long sum(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).sum();
    }
}
