package io.gyre.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.line.LineResult;
import io.gyre.ctf.filter.GlobPattern;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every table of every analysis that has a column of threads or processes shows only the rows that are wanted; others show nothing. */
class ThreadFilterTest {
    private static final int ROWS = 1000;
    private static final Set<String> COLUMNS = Set.of("TID", "thread", "waker", "woken", "Wakee", "PID", "process");

    private static final Pattern PARTS = Pattern.compile("\n\n");
    private static final Pattern UNSHOWN = Pattern.compile("and [0-9,]+ more");
    private static final Pattern CELLS = Pattern.compile(" {2,}");

    private record Table(List<String> heads, List<String> rows) {
        boolean tellsThreads() {
            return heads.stream().anyMatch(COLUMNS::contains);
        }
    }

    private static List<Analysis<?>> all() throws DeclarationException {
        var all = new ArrayList<Analysis<?>>(Analyses.installed().all());
        all.add(Declarations.installed().declare("pairs",
                "reads: syscall_entry_read -> syscall_exit_read by $ctx.tid"));
        all.add(Declarations.installed().declare("counters", "ret: syscall_exit_read ret"));
        return all;
    }

    private static List<LineResult<?>> results(String recording) throws IOException, DeclarationException {
        return List.copyOf(new LocalReport(all(), Slices.seconds()).of(SharedTraces.line(recording), result -> {})
                .results());
    }

    /** Parts of a text are divided by empty lines; heads and cells by two spaces or more. */
    private static List<Table> tables(String text) {
        var tables = new ArrayList<Table>();
        for (String part : PARTS.splitAsStream(text).toList()) {
            List<String> lines = part.lines().filter(line -> !line.startsWith("critical path of")).toList();
            if (!lines.isEmpty()) {
                tables.add(new Table(CELLS.splitAsStream(lines.getFirst().strip()).toList(),
                        lines.subList(1, lines.size())));
            }
        }
        return tables;
    }

    private static Set<String> tellingHeads(String text) {
        var heads = new TreeSet<String>();
        tables(text).stream().filter(Table::tellsThreads).forEach(table -> heads.add(table.heads().toString()));
        return heads;
    }

    /** Asserts that only tables with such columns are left, all of them, and in these only rows that match. */
    private static void check(List<LineResult<?>> results, Threads wanted, Pattern row, Set<String> expected) {
        var withRows = new TreeSet<String>();
        for (LineResult<?> result : results) {
            String name = result.analysis().name();
            String all = result.text(new Detail(ROWS));
            String chosen = result.text(new Detail(ROWS, wanted));
            if (tellingHeads(all).isEmpty()) {
                assertFalse(chosen.contains("  "), () -> name + " does not tell threads apart\n" + chosen);
                continue;
            }
            assertEquals(tellingHeads(all), tellingHeads(chosen), name);
            assertFalse(chosen.startsWith("\n") || chosen.contains("\n\n\n"), chosen);
            for (Table table : tables(chosen)) {
                assertTrue(table.tellsThreads(), () -> name + " tells of all threads\n" + table);
                List<String> rows = table.rows().stream()
                        .filter(line -> !line.startsWith("(none of ") && !UNSHOWN.matcher(line).matches()).toList();
                if (wanted.tids().size() == 1 && table.toString().contains("took (µs)")) {
                    continue; // a critical path leads through other threads
                }
                rows.forEach(line -> assertTrue(row.matcher(line).find(), () -> name + " shows " + line));
                if (!rows.isEmpty()) {
                    withRows.add(name);
                }
            }
        }
        assertEquals(expected, withRows);
    }

    @Test
    void tablesShowWantedThreadsAlone() throws IOException, DeclarationException {
        Set<String> ofKernel = new TreeSet<>(Set.of("cpu", "io", "locks", "sched", "schedlog", "syscalls", "threads",
                "timeline", "wakeups"));
        List<LineResult<?>> results = results("kernel-uprobe-1");
        check(results, new Threads(Set.of(239), List.of()), Pattern.compile("\\b239\\b"), ofKernel);
        check(results, new Threads(Set.of(), List.of(GlobPattern.of("lttng-cons*"))), Pattern.compile("lttng-cons"),
                ofKernel);
    }

    @Test
    void tablesShowWantedProgramsAlone() throws IOException, DeclarationException {
        check(results("ust-callstack-1"), new Threads(Set.of(), List.of(GlobPattern.of("calls"))),
                Pattern.compile("calls \\(\\d+\\)"), Set.of("callstack"));
    }

    @Test
    void answerKeepsRowsOfThreadsAndProcesses() throws IOException {
        var answer = (ObjectNode) new ObjectMapper().readTree("""
                {"count": 3, "per_thread": [{"tid": 7, "comm": "a", "pid": 5}, {"tid": 5, "comm": "b", "pid": 5}],
                 "per_process": [{"pid": 5, "process": "b"}, {"pid": 7, "process": "a"}, {"pid": null, "process": "?"}],
                 "pairs": [{"waker": {"tid": 7, "comm": "a"}, "wakee": {"tid": 9}}, {"waker": {"tid": 9}, "wakee": {"tid": 5}}],
                 "per_cpu": [{"cpu": 7}], "part": {"longest": [{"thread": {"tid": 7}}, {"thread": {"tid": null}}]}}
                """);
        ObjectNode named = answer.deepCopy();
        new Threads(Set.of(7), List.of()).choose(answer);
        JsonNode expected = new ObjectMapper().readTree("""
                {"per_thread": [{"tid": 7, "comm": "a", "pid": 5}], "per_process": [{"pid": 7, "process": "a"}],
                 "pairs": [{"waker": {"tid": 7, "comm": "a"}, "wakee": {"tid": 9}}],
                 "part": {"longest": [{"thread": {"tid": 7}}]}}
                """);
        assertEquals(expected, answer);
        new Threads(Set.of(), List.of(GlobPattern.of("b"))).choose(named);
        assertEquals(1, named.path("per_process").size());
        assertEquals(5, named.path("per_process").get(0).path("pid").asInt());
        assertEquals(0, named.path("pairs").size());
    }
}
