package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --rules} does. */
class RulesTest {
    static final Path EXAMPLE = Path.of("rules", "example.rules");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = { "analyze --bootstrap-server localhost:1 --keys HOME --state HOME", "up --watch HOME --out HOME",
                    "demo --out HOME", "report HOME"})
    void aWrongFileIsToldBeforeAnythingStarts(String command) throws Exception {
        Path file = Files.write(folder.resolve("my.rules"),
                List.of("# mine", "threshold slow: syscalls per_call[call=read].max > 50ms"));
        Path home = folder.resolve("home");
        List<String> line = new ArrayList<>(List.of(command.replace("HOME", home.toString()).split(" ", -1)));
        line.addAll(List.of("--rules", file.toString()));
        CommandRun run = CommandRun.of(line.toArray(String[]::new));
        assertEquals(ExitCode.USAGE, run.exitCode(), run.err());
        assertTrue(
                run.err().contains(
                        "my.rules:2: rule \"slow\": `syscalls` has no `per_call[call=read].max`; expected one of"),
                run.err());
        assertTrue(run.err().contains("`max_ns`") && run.err().contains("at column 26"), run.err());
        assertFalse(Files.exists(home), "nothing has started");
    }

    @Test
    void aRuleOnAnAnalysisThatDoesNotRunIsWrong() throws Exception {
        Path file = Files.write(folder.resolve("my.rules"), List.of("absence quiet: logs for 5s"));
        CommandRun run = CommandRun.of("report", "--analysis", "cpu,events", "--rules", file.toString(), "x");
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().contains("no analysis is named `logs`; those that run: cpu, events"), run.err());
        assertEquals(ExitCode.USAGE,
                CommandRun.of("report", "--rules", folder.resolve("none").toString(), "x").exitCode());
    }

    @Test
    void theExampleOfTheOperationsPageIsTheFile() throws Exception {
        String page = Files.readString(Path.of("docs", "operations.md"));
        assertTrue(page.contains("```\n" + Files.readString(EXAMPLE) + "```\n"), "the page shows the file");
    }

    @Test
    void demoRaisesWhatTheReportRaises() throws Exception {
        Path home = folder.resolve("demo");
        Path rules = Files.write(folder.resolve("my.rules"), Files.readAllLines(EXAMPLE));
        Files.writeString(rules, Files.readString(rules) + """
                threshold switches: cpu switches > 100 clear at 90
                rate events: events events > 500/s raise after 2 on slice
                """);
        SampleFleet.unpack(folder.resolve("fleet"));
        CommandRun report = CommandRun.of("report", "--json", "--rules", rules.toString(),
                folder.resolve("fleet").toString());
        assertEquals(ExitCode.OK, report.exitCode(), report.err());
        for (int run = 0; run < 2; run++) { // The second one has nothing new to judge.
            CommandRun demo = CommandRun.of("demo", "--json", "--out", home.toString(), "--rules", rules.toString());
            assertEquals(ExitCode.OK, demo.exitCode(), demo.err());
            List<JsonNode> raised = alerts(demo);
            assertTrue(raised.size() > 5, raised.toString());
            assertEquals(raised.size(), raised.stream().distinct().count(), "each once");
            assertEquals(sorted(alerts(report)), sorted(raised));
        }
    }

    /** {@return alerts in an order of their own, without the chunk, which is no part of a report} */
    static List<JsonNode> sorted(Collection<? extends JsonNode> alerts) {
        return alerts.stream().map(alert -> ((ObjectNode) alert.deepCopy()).<JsonNode>without("chunk"))
                .sorted(Comparator.comparing((JsonNode alert) -> alert.path("host").asText())
                        .thenComparing(alert -> alert.path("session").asText())
                        .thenComparing(alert -> alert.path("alert").asText())
                        .thenComparingLong(alert -> alert.path("number").asLong()))
                .toList();
    }

    private static List<JsonNode> alerts(CommandRun run) {
        return Json.read(run.out()).path("alerts").valueStream().toList();
    }
}
