package io.gyre.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.analysis.alert.AlertRules;
import io.gyre.analysis.alert.Figures;
import io.gyre.streams.tiny.TinyChunk;
import io.gyre.streams.tiny.TinyLine;
import io.gyre.wire.Alert;
import io.gyre.wire.LineId;
import io.gyre.wire.Topics;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GyreStreamsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(ints = { 1, 3})
    void linesPublishedInShuffledOrderGiveTheUncutAnswers(int shards) throws Exception {
        var random = new Random(shards);
        Map<String, List<String>> expected = new HashMap<>();
        try (var bus = new TestBus(shards); var application = GyreStreams.start(bus.config(shards))) {
            assertTrue(application.awaitReady(LIMIT));
            for (int host = 0; host < 4; host++) {
                publishLine(bus, "host-" + host, random, expected);
            }
            assertEquals(expected, bus.awaitClosed(expected.size(), LIMIT));
            assertEquals(List.of(), bus.quarantined());
            assertTrue(application.close(LIMIT));
        }
    }

    @Test
    void shardLostInMidStreamChangesNothing() throws Exception {
        var random = new Random(9);
        Map<String, List<String>> expected = new HashMap<>();
        try (var bus = new TestBus(3); var stays = GyreStreams.start(bus.config(1))) {
            assertTrue(stays.awaitReady(LIMIT));
            for (int host = 0; host < 3; host++) {
                try (var goes = GyreStreams.start(bus.config(1))) {
                    publishLine(bus, "host-" + host, random, expected);
                    assertTrue(goes.awaitReady(LIMIT));
                }
            }
            assertEquals(expected, bus.awaitClosed(expected.size(), LIMIT));
            assertEquals(bus.results().size(), bus.results().stream().distinct().count());
        }
    }

    @Test
    void restartedFromDiskGoesOn() throws Exception {
        var line = new LineId("host", "tiny", "20261123T092351+0000");
        List<TinyChunk> chunks = TinyLine.record(line, new Random(11), 6, 3);
        try (var bus = new TestBus(1)) {
            var config = bus.config(1).withStores(StoreKind.DISK);
            for (List<TinyChunk> half : List.of(chunks.subList(1, 4), chunks.subList(4, 6), chunks.subList(0, 1))) {
                try (var application = GyreStreams.start(config)) {
                    for (TinyChunk chunk : half) {
                        bus.publish(chunk);
                    }
                    assertTrue(application.awaitReady(LIMIT));
                }
            }
            bus.publishClosing(chunks.getLast());
            try (var application = GyreStreams.start(config)) {
                assertTrue(application.awaitReady(LIMIT));
                assertEquals(Map.of(line.key(), UncutLine.json(chunks)), bus.awaitClosed(1, LIMIT));
            }
            assertEquals(List.of(), bus.quarantined());
        }
    }

    @Test
    void alertsGoOnAfterARestartEachOnce() throws Exception {
        var line = new LineId("host", "tiny", "20261123T092351+0000");
        List<TinyChunk> chunks = TinyLine.record(line, new Random(11), 8, 3);
        AlertRules rules = AlertRules.read(Files.write(Files.createTempFile("rules", ".txt"), List.of(
                "threshold many: cpu switches > 40", "threshold few: events events < 30 raise after 2",
                "discarded lost: events events > 60")),
                Figures.unchecked());
        List<String> expected;
        try (var bus = new TestBus(1); var application = GyreStreams.start(bus.config(1).withAlerts(rules))) {
            for (TinyChunk chunk : chunks) {
                bus.publish(chunk);
            }
            bus.publishClosing(chunks.getLast());
            assertEquals(1, bus.awaitClosed(1, LIMIT).size());
            assertTrue(application.isRunning());
            expected = bus.alerts().stream().map(Alert::toString).toList();
        }
        assertTrue(expected.size() > 3, expected.toString());
        try (var bus = new TestBus(1)) {
            var config = bus.config(1).withStores(StoreKind.DISK).withAlerts(rules);
            int seen = 0;
            for (TinyChunk chunk : chunks) {
                try (var application = GyreStreams.start(config)) {
                    bus.publish(chunk);
                    assertTrue(application.awaitReady(LIMIT));
                    seen = bus.awaitResults(seen + 1, LIMIT);
                }
            }
            bus.publishClosing(chunks.getLast());
            try (var application = GyreStreams.start(config)) {
                assertTrue(application.awaitReady(LIMIT));
                bus.awaitClosed(1, LIMIT);
            }
            assertEquals(expected, bus.alerts().stream().map(Alert::toString).toList());
            assertEquals(List.of(), bus.quarantined());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 3})
    void fleetIsRolledUpOnceWhateverTheShardsAndAcrossARestart(int shards) throws Exception {
        var random = new Random(13);
        List<List<TinyChunk>> lines = new ArrayList<>();
        for (int host = 0; host < 4; host++) {
            lines.add(TinyLine.record(new LineId("host-" + host, "tiny", ""), random, 4, 3));
        }
        try (var bus = new TestBus(shards)) {
            var config = bus.config(shards).withStores(StoreKind.DISK);
            for (List<List<TinyChunk>> half : List.of(lines.subList(0, 2), lines.subList(2, 4))) {
                try (var application = GyreStreams.start(config)) {
                    assertTrue(application.awaitReady(LIMIT));
                    for (List<TinyChunk> chunks : half) {
                        for (TinyChunk chunk : chunks) {
                            bus.publish(chunk);
                        }
                        bus.publishClosing(chunks.getLast());
                    }
                    if (half.contains(lines.getLast())) {
                        Map<String, String> expected = UncutLine.fleet(lines);
                        assertEquals(expected, bus.awaitFleet(expected, LIMIT));
                    }
                }
            }
            assertEquals(List.of(), bus.quarantined());
        }
    }

    @Test
    void aWithdrawnRuleIsClearedAfterTheRestart() throws Exception {
        var line = new LineId("host", "tiny", "20261123T092351+0000");
        List<TinyChunk> chunks = TinyLine.record(line, new Random(11), 2, 3);
        AlertRules rules = AlertRules.read(Files.write(Files.createTempFile("rules", ".txt"),
                List.of("threshold any: events events > 0 on line")), Figures.unchecked());
        try (var bus = new TestBus(1)) {
            var config = bus.config(1).withStores(StoreKind.DISK);
            try (var application = GyreStreams.start(config.withAlerts(rules))) {
                bus.publish(chunks.getFirst());
                assertTrue(application.awaitReady(LIMIT));
                bus.awaitAlerts(1, LIMIT);
            }
            try (var application = GyreStreams.start(config)) {
                assertTrue(application.awaitReady(LIMIT));
                bus.awaitAlerts(2, LIMIT);
            }
            assertEquals(List.of(Alert.Cause.FIGURE, Alert.Cause.WITHDRAWN),
                    bus.alerts().stream().map(Alert::cause).toList());
        }
    }

    private static void publishLine(TestBus bus, String host, Random random, Map<String, List<String>> expected)
            throws Exception {
        var line = new LineId(host, "tiny", "20261123T092351+0000");
        List<TinyChunk> chunks = TinyLine.record(line, random, 5, 3);
        expected.put(line.key(), UncutLine.json(chunks));
        var shuffled = new ArrayList<>(chunks);
        Collections.shuffle(shuffled, random);
        for (TinyChunk chunk : shuffled) {
            bus.publish(chunk);
        }
        bus.publishClosing(chunks.getLast());
    }

    @Test
    void missingTopicsAreNamed() throws Exception {
        try (var bus = new TestBus(1)) {
            var config = bus.config(1).withTopics(Topics.withPrefix("nowhere"));
            var error = assertThrows(IllegalStateException.class, () -> GyreStreams.start(config));
            assertTrue(error.toString().contains("nowhere.segments"), error.toString());
        }
    }
}
