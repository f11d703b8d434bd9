package io.gyre.publisher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.publisher.find.LineOnDisk;
import io.gyre.wire.LineId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WorkTest {
    @Test
    void sessionsTakeTurns() {
        assertEquals(List.of("a0", "b0", "a1", "b1", "a2", "a3"),
                names(Work.plan(lines(Map.of("a", 4, "b", 2)), PublishOrder.OLDEST, 1)));
        assertEquals(List.of("a3", "b1", "a2", "b0", "a1", "a0"),
                names(Work.plan(lines(Map.of("a", 4, "b", 2)), PublishOrder.NEWEST, 1)));
    }

    @Test
    void manySessionsTakeLongerTurns() {
        Map<String, Integer> many = new TreeMap<>();
        for (int i = 0; i < 20; i++) {
            many.put("" + (char) ('a' + i), 9);
        }
        List<String> plan = names(Work.plan(lines(many), PublishOrder.OLDEST, 1));
        assertEquals(20 * 9, plan.size());
        assertEquals(List.of("a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "b0"), plan.subList(0, 9));
        assertEquals("a8", plan.get(20 * 8));
    }

    private static Map<LineOnDisk, NavigableMap<Long, Path>> lines(Map<String, Integer> chunks) {
        Map<LineOnDisk, NavigableMap<Long, Path>> lines = new LinkedHashMap<>();
        new TreeMap<>(chunks).forEach((session, count) -> {
            NavigableMap<Long, Path> folders = new TreeMap<>();
            for (long id = 0; id < count; id++) {
                folders.put(id, Path.of(session + "-" + id));
            }
            lines.put(new LineOnDisk(new LineId("h", session, "c"), Path.of(session), folders, true), folders);
        });
        return lines;
    }

    private static List<String> names(List<Work> plan) {
        return plan.stream().map(work -> work.line().line().session() + work.chunkId()).toList();
    }
}
