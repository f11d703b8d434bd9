package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyre.allinone.Answers;
import io.gyre.allinone.ResultWatch;
import io.gyre.chunk.Archives;
import io.gyre.embedded.EmbeddedBroker;
import io.gyre.wire.LineId;
import io.gyre.wire.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The parts, each a command of its own against one cluster, as the README runs them. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PartsTest {
    @TempDir
    Path folder;

    @Test
    void giveTheAnswersThatTheReportGives() throws Exception {
        SampleFleet.unpack(folder.resolve("samples"));
        String samples = folder.resolve("samples").toString();
        String keys = folder.resolve("keys").toString();
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.FREE_PORT)) {
            assertOk("keygen", keys);
            assertEquals(10, Json.read(assertOk(on(broker, "topics", "--partitions", "2", "--json")).out()).size());
            assertTrue(assertOk(on(broker, "topics")).out().contains("gyre.chunks  existed"));
            try (GyreProcess analyze = GyreProcess.start(on(broker, "analyze", "--keys", keys, "--state",
                    folder.resolve("state").toString(), "--threads", "2"))) {
                analyze.linesUntil(line -> line.startsWith("analysing"));
                CommandRun publish = assertOk(on(broker, "publish", "--keys", keys, "--state",
                        folder.resolve("ledger").toString(), samples));
                assertTrue(publish.out().contains("26 chunks published"), publish.out());
                List<JsonNode> answers = finalAnswers(broker);
                JsonNode report = Json.read(assertOk("report", "--json", samples).out());
                assertEquals(sorted(report.get("events")), sorted(answers));
                assertEquals(ExitCode.OK, analyze.terminate());
                routes(broker);
            }
        }
    }

    private static void routes(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("ops.cpu", 1, (short) 1))).all().get();
        }
        CommandRun sink = assertOk(on(broker, "sink", "--once", "--route", "cpu=ops.cpu:json"));
        assertTrue(sink.out().matches("[1-9][0-9]* records written of [1-9][0-9]* results\n"), sink.out());
    }

    /** Waits until each of the four lines has its last word, and reads it from the files that the sink makes. */
    private List<JsonNode> finalAnswers(EmbeddedBroker broker) throws Exception {
        Answers answers = new Answers();
        Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (ResultWatch results = new ResultWatch(client, Topics.DEFAULT, ResultWatch.From.BEGINNING)) {
            while (!answers.areFinal(lines())) {
                results.poll(Duration.ofMillis(200), answers::add);
            }
        }
        assertOk(on(broker, "sink", "--once", "--format", "jsonl", "--out", folder.resolve("results").toString()));
        return Json.results(folder.resolve("results")).stream().map(Json::read)
                .filter(result -> result.path("closing").asBoolean() && result.get("scope").asText().equals("LINE")
                        && result.get("analysis").asText().equals("events"))
                .map(result -> result.get("value")).toList();
    }

    private Set<LineId> lines() throws IOException {
        return Archives.find(List.of(folder.resolve("samples"))).stream().map(line -> line.key())
                .map(key -> new LineId(key.host(), key.session(), key.created())).collect(Collectors.toSet());
    }

    private static List<String> sorted(Iterable<JsonNode> entries) {
        List<String> texts = new ArrayList<>();
        entries.forEach(entry -> texts.add(entry.toString()));
        texts.sort(null);
        return texts;
    }

    private static String[] on(EmbeddedBroker broker, String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "--bootstrap-server", broker.bootstrapServers()));
        arguments.addAll(Arrays.asList(more));
        return arguments.toArray(String[]::new);
    }

    private static CommandRun assertOk(String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertEquals(ExitCode.OK, run.exitCode(), () -> String.join(" ", arguments) + ": " + run.err());
        return run;
    }
}
