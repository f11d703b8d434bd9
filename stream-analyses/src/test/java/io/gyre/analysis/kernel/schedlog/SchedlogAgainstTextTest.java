package io.gyre.analysis.kernel.schedlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyre.analysis.LocalReport;
import io.gyre.analysis.SharedTraces;
import io.gyre.analysis.Slices;
import io.gyre.analysis.kernel.text.SchedFromText;
import io.gyre.ctf.filter.Selection;
import io.gyre.ctf.order.TimeRange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every wait of recordings of several chunks beside babeltrace2's text: to the nanosecond. */
class SchedlogAgainstTextTest {
    private static final String WITH_CONTEXT = "kernel-small-ctx-1";
    private static final long DAY_NS = Duration.ofDays(1).toNanos();

    @ParameterizedTest
    @ValueSource(strings = { WITH_CONTEXT, "kernel-small-noctx-1", "kernel-discard-1"})
    void waitsAreThoseOfTheText(String recording) throws IOException {
        SchedFromText text = text(recording);
        JsonNode waits = new LocalReport(List.of(new SchedlogAnalysis()), Slices.seconds())
                .of(SharedTraces.line(recording), answer -> {}).results().getFirst().json().get("waits");
        assertEquals(text.all, rows(waits));
        assertTrue(waits.size() > 1000, () -> waits.size() + " waits");
        for (JsonNode wait : waits) {
            Set<String> names = text.names.getOrDefault(wait.at("/thread/tid").asInt(), Set.of());
            assertTrue(names.contains(wait.at("/thread/comm").asText()), () -> wait + " " + names);
        }
    }

    /** Who wakes is taken from the context where events have it; the text has it too. */
    @Test
    void wakersAreThoseOfTheContext() throws IOException {
        JsonNode waits = new LocalReport(List.of(new SchedlogAnalysis()), Slices.of(Duration.ofMillis(300)))
                .of(SharedTraces.line(WITH_CONTEXT), answer -> {}).results().getFirst().json().get("waits");
        var wakers = new ArrayList<Integer>();
        waits.forEach(wait -> wakers.add(wait.at("/woken_by/tid").asInt(-1)));
        assertEquals(text(WITH_CONTEXT).wakers, wakers);
    }

    /** A wait that begins before a range of time is told where it ends in it. */
    @Test
    void rangeHasTheWaitsThatEndInIt() throws IOException {
        long beginNs = 1_795_426_108_900_000_000L; // 09:28:28.9
        var range = new TimeRange(beginNs, beginNs + 99_999_999);
        JsonNode waits = LocalReport.within(range, List.of(new SchedlogAnalysis()), Selection.ALL)
                .of(SharedTraces.line(WITH_CONTEXT), answer -> {}).results().getFirst().json().get("waits");
        long fromNs = beginNs % DAY_NS;
        List<String> expected = text(WITH_CONTEXT).all.stream().filter(row -> {
            long endNs = Long.parseLong(row.split(" ", 3)[1]);
            return endNs >= fromNs && endNs < fromNs + 100_000_000;
        }).toList();
        assertEquals(expected, rows(waits));
        assertTrue(expected.size() > 10, expected::toString);
        assertTrue(expected.stream().anyMatch(row -> Long.parseLong(row.split(" ", 3)[0]) < fromNs),
                expected::toString);
    }

    private static SchedFromText text(String recording) throws IOException {
        return SchedFromText.read(SharedTraces.root().resolve(recording).resolve("reference.txt.zst"));
    }

    private static List<String> rows(JsonNode waits) {
        var rows = new ArrayList<String>();
        for (JsonNode wait : waits) {
            rows.add(wait.get("from_ns").asLong() % DAY_NS + " " + wait.get("to_ns").asLong() % DAY_NS + " "
                    + wait.at("/thread/tid") + " " + wait.get("cpu") + " " + wait.get("priority"));
        }
        return rows;
    }
}
