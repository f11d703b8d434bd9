package io.gyre.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.streams.tiny.TinyChunk;
import io.gyre.streams.tiny.TinyLine;
import io.gyre.streams.tiny.TinyTrace;
import io.gyre.wire.FleetResult;
import io.gyre.wire.LineId;
import io.gyre.wire.Manifest;
import io.gyre.wire.Quarantine;
import io.gyre.wire.RecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Roll-ups over hosts, without a broker. */
class FleetTopologyTest {
    private static final Duration SETTLE = TopologyRun.FLEET.settle().plusSeconds(1);

    /** Hosts whose names sort otherwise as text of keys than as names. */
    private static final List<String> HOSTS = List.of("a", "a-b", "a/b", "web-1", "web-10");

    private static List<List<TinyChunk>> lines(Random random) {
        return HOSTS.stream().map(host -> TinyLine.record(new LineId(host, "tiny", ""), random, 4, 3)).toList();
    }

    private static List<Manifest> publish(TopologyRun run, List<TinyChunk> chunks) {
        var manifests = new ArrayList<Manifest>();
        chunks.forEach(chunk -> manifests
                .add(chunk.publish(run.segments, List.of(run.identity.recipient()), TinyTrace.METADATA)));
        manifests.add(chunks.getLast().closing());
        return manifests;
    }

    /** Keeps the last roll-up of each slice, and demands that revisions count on. */
    private static void take(TopologyRun run, Map<String, FleetResult> last) throws RecordException {
        for (FleetResult rollup : run.fleet()) {
            FleetResult before = last.put(rollup.slice().key(), rollup);
            assertEquals(before == null ? 1 : before.revision() + 1, rollup.revision());
        }
    }

    private static Map<String, String> json(Map<String, FleetResult> rollups) {
        var json = new TreeMap<String, String>();
        rollups.forEach((key, rollup) -> json.put(key, rollup.json()));
        return json;
    }

    @Test
    void rollUpsAreThoseOfAReportInWhateverOrderChunksCome() throws Exception {
        for (int seed = 0; seed < 6; seed++) {
            var random = new Random(seed);
            List<List<TinyChunk>> lines = lines(random);
            var last = new TreeMap<String, FleetResult>();
            try (var run = new TopologyRun()) {
                var manifests = new ArrayList<Manifest>();
                lines.forEach(chunks -> manifests.addAll(publish(run, chunks)));
                Collections.shuffle(manifests, random);
                for (Manifest manifest : manifests) {
                    run.send(manifest);
                    if (random.nextInt(4) == 0) {
                        run.passTime(Duration.ofSeconds(2));
                        take(run, last);
                    }
                }
                run.passTime(SETTLE);
                take(run, last);
                assertEquals(List.of(), run.quarantined());
                assertEquals(UncutLine.fleet(lines), json(last));
                assertTrue(last.values().stream().anyMatch(rollup -> rollup.incompleteLines() > 0));
                assertTrue(last.values().stream().anyMatch(rollup -> rollup.hosts() == HOSTS.size()));
            }
        }
    }

    @Test
    void slicesAreWrittenOnceWhenAllHostsComeInTime() throws Exception {
        List<List<TinyChunk>> lines = lines(new Random(3));
        try (var run = new TopologyRun()) {
            lines.forEach(chunks -> publish(run, chunks).forEach(run::send));
            assertEquals(List.of(), run.fleet());
            run.passTime(SETTLE);
            List<FleetResult> rollups = run.fleet();
            assertEquals(UncutLine.fleet(lines).size(), rollups.size());
            assertTrue(rollups.stream().allMatch(rollup -> rollup.revision() == 1));
            run.passTime(SETTLE);
            assertEquals(List.of(), run.fleet());
        }
    }

    @Test
    void lateLineReplacesTheRollUp() throws Exception {
        List<List<TinyChunk>> lines = lines(new Random(4));
        var last = new TreeMap<String, FleetResult>();
        try (var run = new TopologyRun()) {
            lines.subList(1, 5).forEach(chunks -> publish(run, chunks).forEach(run::send));
            run.passTime(SETTLE);
            take(run, last);
            assertEquals(UncutLine.fleet(lines.subList(1, 5)), json(last));
            List<Manifest> late = publish(run, lines.getFirst());
            late.forEach(run::send);
            run.passTime(SETTLE);
            take(run, last);
            assertEquals(UncutLine.fleet(lines), json(last));
            assertTrue(last.values().stream().anyMatch(rollup -> rollup.revision() == 2));
            late.forEach(run::send);
            run.passTime(SETTLE);
            assertEquals(List.of(), run.fleet(), "published again, it changes nothing");
        }
    }

    @Test
    void missingChunkShowsAsAGapOfItsLine() throws Exception {
        List<List<TinyChunk>> lines = lines(new Random(6));
        try (var run = new TopologyRun()) {
            List<Manifest> holed = publish(run, lines.getFirst());
            holed.remove(1);
            holed.forEach(run::send);
            publish(run, lines.get(1)).forEach(run::send);
            run.passTime(TopologyRun.GAP_TIMEOUT.plusSeconds(1));
            run.passTime(SETTLE);
            List<FleetResult> gaps = run.fleet().stream().filter(rollup -> rollup.completeness().gaps() > 0).toList();
            assertEquals(2, gaps.stream().map(rollup -> rollup.slice().analysis()).distinct().count());
            for (FleetResult rollup : gaps) {
                assertEquals(1, rollup.completeness().gaps());
                assertTrue(rollup.json().contains("\"host\":\"a\""), rollup.json());
            }
        }
    }

    @Test
    void lineThatComesWhenTheOthersAreForgottenIsSetAside() throws Exception {
        List<List<TinyChunk>> lines = lines(new Random(5));
        try (var run = new TopologyRun()) {
            lines.subList(0, 2).forEach(chunks -> publish(run, chunks).forEach(run::send));
            run.passTime(SETTLE);
            int slices = run.fleet().size();
            run.passTime(TopologyRun.FLEET.keep());
            publish(run, lines.get(2)).forEach(run::send);
            run.passTime(SETTLE);
            assertEquals(List.of(), run.fleet());
            List<Quarantine> aside = run.quarantined();
            assertTrue(aside.size() > slices / 2 && aside.stream()
                    .allMatch(entry -> entry.code().equals("fleet-closed") && entry.stage().equals("fleet")),
                    aside.toString());
            run.passTime(TopologyRun.FLEET.remember());
            publish(run, lines.get(3)).forEach(run::send);
            run.passTime(SETTLE);
            assertTrue(run.fleet().stream().allMatch(rollup -> rollup.revision() == 1 && rollup.lines() == 1));
        }
    }
}
