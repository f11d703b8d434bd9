package io.gyre.analysis.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gyre.analysis.DeclarationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertRulesTest {
    @TempDir
    private Path folder;

    private AlertRules read(String... lines) throws IOException, DeclarationException {
        return AlertRules.read(Files.write(folder.resolve("rules.txt"), List.of(lines)), Figures.unchecked());
    }

    @Test
    void everyKindIsRead() throws Exception {
        List<AlertRule> rules = read("# what wakes people at night", "",
                "threshold busy: cpu busy_ns of observed_ns > 90% clear at 70% raise after 3 clear after 5",
                "threshold slow-reads: syscalls per_call[call=read].max_ns > 50ms on window host web-*",
                "rate calls: syscalls exits > 200000/s clear at 150000/s", "absence silent: events for 60s",
                "absence no-writes: io per_call[call=write].count for 5min",
                "discarded lost: * packets > 0 clear after 10", "percentile slow: sched p99.9 histogram > 20ms",
                "stale gone: web-* for 5min").all();
        assertEquals(List.of("busy", "slow-reads", "calls", "silent", "no-writes", "lost", "slow", "gone"),
                rules.stream().map(AlertRule::name).toList());
        assertEquals("silent: events for 60s", rules.get(3).text());
    }

    /** The column is that of the line in the file. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
            "limit a: cpu x > 1                         | 1  | expected `absence` or `discarded` or `percentile` or `rate` or `stale` or `threshold`",
            "threshold Busy: cpu x > 1                  | 11 | expected a name",
            "threshold a: CPU x > 1                     | 14 | rule \"a\": expected the name of an analysis",
            "threshold a: cpu                           | 17 | rule \"a\": expected a figure",
            "threshold a: cpu x[y].z > 1                | 18 | rule \"a\": expected a figure",
            "threshold a: cpu x of > 1                  | 23 | rule \"a\": expected the field that is the whole",
            "threshold a: cpu x = 1                     | 20 | rule \"a\": expected `>` or `<`",
            "threshold a: cpu x > many                  | 22 | rule \"a\": expected a number",
            "threshold a: cpu x > 1 raise after 0       | 37 | rule \"a\": a count of answers is at least 1",
            "threshold a: cpu x > 1 on day              | 27 | rule \"a\": expected `slice`, `window` or `line`",
            "threshold a: cpu x > 1 on line on line     | 35 | rule \"a\": `on` is there twice",
            "threshold a: cpu x > 1 for 3s              | 24 | rule \"a\": expected the end or one of `clear after`",
            "threshold a: cpu x > 1 clear at 2          | 34 | rule \"a\": it would clear while it is raised",
            "threshold a: cpu x < 2 clear at 1          | 34 | rule \"a\": it would clear while it is raised",
            "rate a: cpu x > 5                          | 18 | rule \"a\": expected `/s`",
            "rate a: cpu x > 5/s clear at 4             | 31 | rule \"a\": expected `/s`",
            "rate a: cpu x > 5/s on line                | 28 | rule \"a\": a line has no end",
            "absence a: cpu for 5                       | 20 | rule \"a\": expected a duration",
            "absence a: cpu for 0s                      | 22 | rule \"a\": a duration is from 1ns to 8760h",
            "absence a: cpu for 9000h                   | 25 | rule \"a\": a duration is from 1ns to 8760h",
            "absence a: cpu for 5s raise after 2        | 23 | rule \"a\": expected the end or one of `host`, `on`",
            "discarded a: cpu bytes > 0                 | 18 | rule \"a\": expected `events` or `packets`"})
    void errorNamesFileLineAndRule(String line, int column, String reason) {
        var error = assertThrows(DeclarationException.class, () -> read("# one", "absence ok: events for 1s", line));
        String message = String.valueOf(error.getMessage());
        String expected = folder.resolve("rules.txt") + ":3: " + reason;
        assertEquals(expected, message.substring(0, Math.min(message.length(), expected.length())));
        assertEquals(column, error.column(), message);
    }

    @Test
    void namesAreUnique() {
        var error = assertThrows(DeclarationException.class,
                () -> read("absence a: events for 1s", "threshold a: cpu x > 1"));
        assertEquals("rules.txt:2: rule \"a\": another rule has that name",
                error.reason().substring(folder.toString().length() + 1));
    }

    @Test
    void rulesAreLimited() {
        String[] lines = IntStream.rangeClosed(0, AlertRules.MOST).mapToObj(i -> "absence a" + i + ": events for 1s")
                .toArray(String[]::new);
        var error = assertThrows(DeclarationException.class, () -> read(lines));
        assertEquals("rule \"a1000\": a file has at most 1000 rules", error.reason().replaceFirst(".*:1001: ", ""));
    }
}
