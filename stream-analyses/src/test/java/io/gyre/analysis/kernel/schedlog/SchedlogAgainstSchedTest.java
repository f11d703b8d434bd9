package io.gyre.analysis.kernel.schedlog;

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
import io.gyre.analysis.line.LineResult.Scope;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The waits of each answer are those of which {@code sched} tells how many, how long, and the longest; and slices make up the line. */
class SchedlogAgainstSchedTest {
    private static final int MOST_LONGEST = 100;
    private static final Comparator<JsonNode> LONGEST_FIRST = Comparator
            .<JsonNode>comparingLong(row -> -row.get("wait_ns").asLong())
            .thenComparingLong(row -> row.get("to_ns").asLong())
            .thenComparingInt(row -> -row.at("/thread/tid").asInt());

    @ParameterizedTest
    @ValueSource(strings = { "kernel-small-ctx-1", "kernel-small-noctx-1", "kernel-discard-1", "kernel-overwrite-1",
            "kernel-rseq-1", "kernel-uprobe-1", "../traces-ctf2/kernel-small-1"})
    void waitsAreThoseOfSched(String recording) throws IOException {
        for (Duration length : List.of(Duration.ofSeconds(1), Duration.ofMillis(70))) {
            var answers = new LinkedHashMap<String, ObjectNode>();
            List<JsonNode> slices = new ArrayList<>();
            JsonNode line = new LocalReport(Analyses.installed().select(List.of("sched", "schedlog")),
                    Slices.of(length))
                    .of(SharedTraces.line(recording), answer -> {
                        ObjectNode json = answer.json();
                        answers.computeIfAbsent(key(answer), any -> JsonNodeFactory.instance.objectNode())
                                .set(answer.analysis().name(), json);
                        if (answer.scope() == Scope.SLICE && answer.analysis().name().equals("schedlog")) {
                            json.get("waits").forEach(slices::add);
                        }
                    }).results().stream().filter(answer -> answer.analysis().name().equals("schedlog")).findFirst()
                    .orElseThrow().json();
            answers.forEach((of, both) -> check(of, both.path("sched"), both.path("schedlog")));
            assertTrue(answers.keySet().stream().anyMatch(key -> key.startsWith("WINDOW")), answers.keySet()::toString);
            checkLine(line.get("waits"), slices);
        }
    }

    private static String key(LineResult<?> answer) {
        return answer.scope() + " " + answer.range() + " " + answer.chunks() + " " + answer.closing();
    }

    private static void check(String of, JsonNode sched, JsonNode log) {
        assertEquals(0, log.path("left_out_waits").asLong(-1), of);
        List<JsonNode> rows = list(log.path("waits"));
        assertEquals(sched.path("count").asLong(), log.path("count").asLong(), of);
        assertEquals(sched.path("count").asLong(), rows.size(), of);
        assertEquals(sched.path("sum_ns").asLong(), lengths(rows).sum(), of);
        assertEquals(sched.path("max_ns").asLong(), lengths(rows).max().orElse(0), of);
        assertEquals(list(sched.path("longest")), rows.stream().sorted(LONGEST_FIRST).limit(MOST_LONGEST).toList(), of);
    }

    private static List<JsonNode> list(JsonNode rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    private static LongStream lengths(List<JsonNode> rows) {
        return rows.stream().mapToLong(row -> row.get("wait_ns").asLong());
    }

    /** Names may be others at the end of the line, and a waker be known that was not at the end of the slice. */
    private static void checkLine(JsonNode line, List<JsonNode> slices) {
        assertEquals(line.size(), slices.size());
        assertTrue(line.size() > MOST_LONGEST, () -> line.size() + " waits");
        for (int i = 0; i < slices.size(); i++) {
            JsonNode slice = slices.get(i);
            for (String at : List.of("/from_ns", "/to_ns", "/wait_ns", "/cpu", "/priority", "/thread/tid")) {
                assertEquals(line.get(i).at(at), slice.at(at), at + " of wait " + i);
            }
            assertTrue(slice.at("/woken_by/tid").isNull()
                    || slice.at("/woken_by/tid").equals(line.get(i).at("/woken_by/tid")), "waker of wait " + i);
        }
    }
}
