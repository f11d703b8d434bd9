package io.gyre.analysis.kernel.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Analyses;
import io.gyre.analysis.LocalReport;
import io.gyre.analysis.SharedTraces;
import io.gyre.analysis.Slices;
import io.gyre.analysis.line.LineResult;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The intervals of each thread and each CPU add up to what {@code threads} and {@code cpus} say, to the nanosecond. */
class TimelineSumsTest {
    private static final List<String> ANALYSES = List.of("timeline", "threads", "cpus");
    private static final Map<String, String> THREAD_STATES = Map.of("user_ns", "user", "system_call_ns", "system call",
            "other_ns", "other", "interrupted_ns", "interrupted", "waiting_ns", "waiting", "blocked_ns", "blocked");
    private static final Map<String, String> CPU_STATES = Map.of("idle_ns", "idle", "user_ns", "user",
            "system_call_ns", "system call", "other_ns", "other", "soft_irq_ns", "soft irq", "irq_ns", "irq",
            "unknown_ns", "unknown");

    @ParameterizedTest
    @ValueSource(strings = { "kernel-small-ctx-1", "kernel-small-noctx-1", "kernel-discard-1", "kernel-overwrite-1",
            "kernel-rseq-1", "kernel-uprobe-1", "../traces-ctf2/kernel-small-1"})
    void areThoseOfThreadsAndCpus(String recording) throws IOException {
        for (Duration length : List.of(Duration.ofSeconds(1), Duration.ofMillis(70))) {
            var answers = new HashMap<String, ObjectNode>();
            new LocalReport(Analyses.installed().select(ANALYSES), Slices.of(length))
                    .of(SharedTraces.line(recording), answer -> answers
                            .computeIfAbsent(key(answer), any -> JsonNodeFactory.instance.objectNode())
                            .set(answer.analysis().name(), answer.json()));
            int compared = 0;
            for (var answer : answers.entrySet()) {
                JsonNode timeline = answer.getValue().path("timeline");
                if (timeline.path("left_out_changes").asLong(1) == 0) {
                    JsonNode threads = answer.getValue().path("threads");
                    assertEquals(figures(threads.path("per_thread"), "tid", THREAD_STATES),
                            sums(timeline.get("threads"), "tid"), answer.getKey());
                    if (answer.getValue().has("cpus")) {
                        assertEquals(figures(answer.getValue().path("cpus").path("per_cpu"), "cpu", CPU_STATES),
                                sums(timeline.get("cpus"), "cpu"), answer.getKey());
                        compared++;
                    }
                }
            }
            assertTrue(compared > 1, compared + " answers");
        }
    }

    private static String key(LineResult<?> answer) {
        return answer.scope() + " " + answer.range() + " " + answer.chunks() + " " + answer.closing();
    }

    private static Map<String, Long> figures(JsonNode rows, String of, Map<String, String> states) {
        var figures = new TreeMap<String, Long>();
        for (JsonNode row : rows) {
            states.forEach((field, state) -> {
                if (row.get(field).asLong() > 0) {
                    figures.put(row.get(of) + " " + state, row.get(field).asLong());
                }
            });
        }
        return figures;
    }

    private static Map<String, Long> sums(JsonNode intervals, String of) {
        var sums = new TreeMap<String, Long>();
        for (JsonNode row : intervals) {
            sums.merge(row.get(of) + " " + row.get("state").asText(),
                    row.get("end_ns").asLong() - row.get("begin_ns").asLong(), Long::sum);
        }
        return sums;
    }
}
