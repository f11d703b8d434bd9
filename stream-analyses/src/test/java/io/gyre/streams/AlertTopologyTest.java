package io.gyre.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gyre.analysis.alert.AlertRules;
import io.gyre.analysis.alert.Figures;
import io.gyre.streams.tiny.TinyChunk;
import io.gyre.streams.tiny.TinyLine;
import io.gyre.streams.tiny.TinyTrace;
import io.gyre.wire.Alert;
import io.gyre.wire.LineId;
import io.gyre.wire.Manifest;
import io.gyre.wire.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertTopologyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LIMIT = 40;

    @TempDir
    private Path folder;

    private AlertRules rules(String... lines) throws Exception {
        return AlertRules.read(Files.write(folder.resolve("rules.txt"), List.of(lines)),
                Figures.of(TopologyRun.ANALYSES.analyses()));
    }

    private static List<Manifest> publish(TopologyRun run, List<TinyChunk> chunks) {
        var manifests = new ArrayList<Manifest>();
        chunks.forEach(chunk -> manifests
                .add(chunk.publish(run.segments, List.of(run.identity.recipient()), TinyTrace.METADATA)));
        return manifests;
    }

    /** {@return what a threshold of switches without hysteresis makes of the results, and of the line's end if it ends} */
    private static List<String> expected(List<Result> results) throws Exception {
        var expected = new ArrayList<String>();
        boolean raised = false;
        long endNs = 0;
        for (Result result : results) {
            if (result.analysis().equals("cpu") && result.scope() == Result.Scope.SLICE) {
                JsonNode entry = JSON.readTree(result.json());
                endNs = result.endNs();
                if (entry.path("switches").asLong() > LIMIT != raised) {
                    raised = !raised;
                    expected.add((raised ? "RAISED FIGURE " : "CLEARED FIGURE ") + (expected.size() + 1) + " "
                            + entry.path("switches") + " " + endNs);
                }
            }
        }
        if (raised) {
            expected.add("CLEARED ENDED " + (expected.size() + 1) + "  " + endNs);
        }
        return expected;
    }

    private static List<String> told(List<Alert> alerts) {
        return alerts.stream().map(alert -> alert.change() + " " + alert.cause() + " " + alert.number() + " "
                + alert.value() + " " + alert.atNs()).toList();
    }

    private static void pass(TopologyRun run, int seconds) {
        for (int i = 0; i < seconds; i++) {
            run.passTime(Duration.ofSeconds(1));
        }
    }

    @Test
    void everyChangeIsToldOnceInWhateverOrderChunksCome() throws Exception {
        int changes = 0;
        for (int seed = 0; seed < 8; seed++) {
            var random = new Random(seed);
            List<TinyChunk> chunks = TinyLine.record(random, 6, 3);
            try (var run = new TopologyRun(rules("threshold many: cpu switches > " + LIMIT))) {
                List<Manifest> manifests = publish(run, chunks);
                manifests.add(chunks.getLast().closing());
                Collections.shuffle(manifests, random);
                manifests.forEach(run::send);
                manifests.forEach(run::send);
                List<Alert> alerts = run.alerts();
                assertEquals(expected(run.results()), told(alerts));
                assertEquals(List.of(), run.quarantined());
                changes += alerts.size();
            }
        }
        assertTrue(changes > 8, changes + " changes");
    }

    @Test
    void anAlertNamesItsRuleItsLineAndItsWindow() throws Exception {
        List<TinyChunk> chunks = TinyLine.record(new Random(1), 4, 3);
        try (var run = new TopologyRun(rules("discarded lost: events events > 0 on line host tiny-*"))) {
            publish(run, chunks).forEach(run::send);
            Alert alert = run.alerts().getFirst();
            assertEquals("lost", alert.rule());
            assertEquals("lost: events events > 0 on line host tiny-*", alert.text());
            assertEquals(TinyLine.LINE, alert.line());
            Result first = run.results().stream()
                    .filter(result -> result.scope() == Result.Scope.LINE && result.analysis().equals("events")
                            && result.completeness().discardedEvents() > 0)
                    .findFirst().orElseThrow();
            assertEquals(first.chunkId(), alert.chunkId());
            assertEquals(Long.toString(first.completeness().discardedEvents()), alert.value());
        }
    }

    @Test
    void aLineThatFallsSilentIsTold() throws Exception {
        List<TinyChunk> chunks = TinyLine.record(new Random(2), 4, 3);
        try (var run = new TopologyRun(rules("absence silent: events for 20s"))) {
            List<Manifest> manifests = publish(run, chunks);
            run.send(manifests.getFirst());
            pass(run, 19);
            assertEquals(List.of(), run.alerts());
            pass(run, 2);
            Alert raised = run.alerts().getFirst();
            assertEquals(Alert.Change.RAISED + " " + Alert.Cause.SILENCE + " " + Alert.Clock.WALL + " 1",
                    raised.change() + " " + raised.cause() + " " + raised.clock() + " " + raised.number());
            pass(run, 60);
            assertEquals(List.of(), run.alerts());
            run.send(manifests.get(1));
            Alert cleared = run.alerts().getFirst();
            assertEquals(Alert.Change.CLEARED + " " + Alert.Cause.HEARD + " " + Alert.Clock.TRACE + " 2",
                    cleared.change() + " " + cleared.cause() + " " + cleared.clock() + " " + cleared.number());
        }
    }

    @Test
    void aLineThatHasEndedIsNotMissed() throws Exception {
        List<TinyChunk> chunks = TinyLine.record(new Random(2), 3, 3);
        try (var run = new TopologyRun(rules("absence silent: events for 5s", "stale gone: * for 5s"))) {
            publish(run, chunks).forEach(run::send);
            run.send(chunks.getLast().closing());
            pass(run, 60);
            assertEquals(List.of(), run.alerts());
        }
    }

    /** The thread was busy with something else: nobody knows yet what has come meanwhile. */
    @Test
    void timeInWhichNobodyListenedIsNoSilence() throws Exception {
        List<TinyChunk> chunks = TinyLine.record(new Random(2), 4, 3);
        try (var run = new TopologyRun(rules("absence silent: events for 20s", "stale gone: * for 20s"))) {
            run.send(publish(run, chunks).getFirst());
            run.passTime(Duration.ofMinutes(30));
            assertEquals(List.of(), run.alerts());
        }
    }

    @Test
    void aHostIsStaleWhenNoneOfItsLinesIsHeardOf() throws Exception {
        List<TinyChunk> one = TinyLine.record(new LineId("web-01", "one", ""), new Random(1), 3, 3);
        List<TinyChunk> two = TinyLine.record(new LineId("web-01", "two", ""), new Random(2), 3, 3);
        try (var run = new TopologyRun(rules("stale gone: web-* for 10s", "stale other: db-* for 1s"))) {
            List<Manifest> first = publish(run, one);
            List<Manifest> second = publish(run, two);
            run.send(first.get(0));
            pass(run, 6);
            run.send(second.get(0));
            pass(run, 6);
            assertEquals(List.of(), run.alerts(), "the other line is alive");
            pass(run, 5);
            List<Alert> raised = run.alerts();
            assertEquals(List.of("gone RAISED SILENCE 1"), host(raised));
            assertEquals(new LineId("web-01", "", ""), raised.getFirst().line());
            run.send(first.get(1));
            assertEquals(List.of("gone CLEARED HEARD 2"), host(run.alerts()));
            pass(run, 12);
            assertEquals(List.of("gone RAISED SILENCE 3"), host(run.alerts()));
        }
    }

    private static List<String> host(List<Alert> alerts) {
        return alerts.stream()
                .map(alert -> alert.rule() + " " + alert.change() + " " + alert.cause() + " " + alert.number())
                .toList();
    }

    @Test
    void withoutRulesNothingIsToldOrKept() throws Exception {
        List<TinyChunk> chunks = TinyLine.record(new Random(1), 4, 3);
        try (var run = new TopologyRun()) {
            publish(run, chunks).forEach(run::send);
            pass(run, 10);
            assertEquals(List.of(), run.alerts());
            assertEquals(List.of(), run.remembered());
        }
    }
}
