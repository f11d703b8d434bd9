package io.gyre.analysis.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gyre.analysis.Analyses;
import io.gyre.analysis.DeclarationException;
import io.gyre.analysis.LineReport;
import io.gyre.analysis.LocalReport;
import io.gyre.analysis.SharedTraces;
import io.gyre.analysis.Slices;
import io.gyre.analysis.line.LineResult.Scope;
import io.gyre.chunk.SessionKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertRuleTest {
    private static final SessionKey LINE = new SessionKey("web-01", "shop", "");
    private static final long SECOND_NS = 1_000_000_000L;

    @TempDir
    private Path folder;
    private final List<Answer> answers = new ArrayList<>();

    private AlertRule rule(String line) throws IOException, DeclarationException {
        return AlertRules.read(Files.write(folder.resolve("rules.txt"), List.of(line)), Figures.unchecked()).all()
                .getFirst();
    }

    /** The answer of a second. */
    private static Answer answer(int second, String analysis, String entry) throws IOException {
        return new Answer(LINE, analysis, Scope.SLICE, second * SECOND_NS, (second + 1) * SECOND_NS,
                new ObjectMapper().readTree(entry));
    }

    /** {@return what becomes of the rule, an answer a second, after each change the second in which it came} */
    private static List<String> changes(AlertRule rule, String analysis, String... entries) throws IOException {
        var changes = new ArrayList<String>();
        AlertState state = AlertState.CALM;
        for (int i = 0; i < entries.length; i++) {
            AlertStep step = rule.observe(state, answer(i, analysis, entries[i]));
            int second = i;
            step.verdicts()
                    .forEach(verdict -> changes.add((verdict.kind() + " " + second + " " + verdict.value()).strip()));
            state = step.state();
        }
        return changes;
    }

    private static String[] x(String... values) {
        var entries = new String[values.length];
        for (int i = 0; i < values.length; i++) {
            entries[i] = "{\"x\": " + values[i] + "}";
        }
        return entries;
    }

    @Test
    void thresholdIsCrossedNotReached() throws Exception {
        assertEquals(List.of("RAISED 1 6", "CLEARED 3 5"), changes(rule("threshold a: cpu x > 5"), "cpu",
                x("5", "6", "7", "5", "4")));
        assertEquals(List.of("RAISED 1 4.5", "CLEARED 2 5"), changes(rule("threshold a: cpu x < 5"), "cpu",
                x("5", "4.5", "5")));
    }

    @Test
    void betweenTheLimitsNothingChanges() throws Exception {
        assertEquals(List.of("RAISED 1 11", "CLEARED 4 5", "RAISED 6 12"),
                changes(rule("threshold a: cpu x > 10 clear at 5"), "cpu", x("9", "11", "9", "6", "5", "9", "12")));
    }

    @Test
    void changesNeedAnswersInARow() throws Exception {
        assertEquals(List.of("RAISED 5 13", "CLEARED 10 3"),
                changes(rule("threshold a: cpu x > 10 raise after 3 clear after 2"), "cpu",
                        x("11", "12", "1", "11", "12", "13", "1", "11", "11", "2", "3")));
    }

    @Test
    void aStreakEndsBetweenTheLimits() throws Exception {
        assertEquals(List.of("RAISED 0 11", "CLEARED 4 5"),
                changes(rule("threshold a: cpu x > 10 clear at 5 clear after 2"), "cpu", x("11", "5", "7", "5", "5")));
    }

    @Test
    void theWorstRowCountsAndAMissingFigureIsGood() throws Exception {
        assertEquals(List.of("RAISED 0 60000000", "CLEARED 2"),
                changes(rule("threshold a: syscalls per_call[call=read].max_ns > 50ms"), "syscalls",
                        """
                                {"per_call": [{"call": "read", "max_ns": 1}, {"call": "read", "max_ns": 60000000},
                                              {"call": "poll", "max_ns": 90000000}]}""",
                        "{\"per_call\": [{\"call\": \"read\", \"max_ns\": 50000001}]}",
                        "{\"per_call\": [{\"call\": \"poll\", \"max_ns\": 90000000}]}"));
    }

    @Test
    void partsAreOfTheSameRow() throws Exception {
        assertEquals(List.of("RAISED 1 0.95", "CLEARED 2"),
                changes(rule("threshold a: cpu per_cpu[].busy_ns of observed_ns > 90%"), "cpu",
                        "{\"per_cpu\": [{\"busy_ns\": 90, \"observed_ns\": 100}, {\"busy_ns\": 5, \"observed_ns\": 900}]}",
                        "{\"per_cpu\": [{\"busy_ns\": 90, \"observed_ns\": 100}, {\"busy_ns\": 19, \"observed_ns\": 20}]}",
                        "{\"per_cpu\": [{\"busy_ns\": 9, \"observed_ns\": 0}]}"));
    }

    /** The figure is the one that analyses answer themselves, which comes from the same buckets. */
    @Test
    void percentilesAreThoseOfTheAnswers() throws Exception {
        new LocalReport(Analyses.installed().select(List.of("syscalls")), Slices.seconds())
                .of(SharedTraces.line("kernel-small-ctx-1"), result -> answers.add(Answer.of(result)));
        int rows = 0;
        for (String share : List.of("p50", "p90", "p99")) {
            var percentile = ((LimitRule) rule("percentile a: syscalls " + share + " per_call[].histogram > 1ms"))
                    .measure();
            var told = ((LimitRule) rule("threshold a: syscalls per_call[]." + share + "_ns > 1ms")).measure();
            for (Answer answer : answers) {
                assertEquals(told.values(answer), percentile.values(answer));
                rows += told.values(answer).size();
            }
        }
        assertTrue(rows > 100, rows + " rows");
    }

    @Test
    void rateIsBySecondsOfTheAnswer() throws Exception {
        AlertRule rule = rule("rate a: syscalls exits > 100/s");
        var twoSeconds = new Answer(LINE, "syscalls", Scope.SLICE, 0, 2 * SECOND_NS,
                new ObjectMapper().readTree("{\"exits\": 201}"));
        assertEquals("100.5", rule.observe(AlertState.CALM, twoSeconds).verdicts().getFirst().value());
        var endless = new Answer(LINE, "syscalls", Scope.SLICE, 0, Long.MAX_VALUE, twoSeconds.entry());
        assertEquals(AlertState.CALM, rule.observe(AlertState.CALM, endless).state());
    }

    @Test
    void discardedEventsAreThoseOfTheAnswer() throws Exception {
        assertEquals(List.of("RAISED 1 3", "CLEARED 3 0"),
                changes(rule("discarded a: * events > 0 clear after 2"), "irq",
                        "{\"discarded_events\": 0}", "{\"discarded_events\": 3}", "{\"discarded_events\": 0}",
                        "{\"discarded_events\": 0}"));
    }

    @Test
    void answersOfARecordingRaiseAndClear() throws Exception {
        AlertRule lost = rule("discarded a: cpu events > 0 on line");
        AlertRule busy = rule("threshold b: cpu busy_ns of observed_ns > 40%");
        LineReport report = new LocalReport(Analyses.installed().select(List.of("cpu")), Slices.seconds())
                .of(SharedTraces.line("kernel-discard-1"), result -> answers.add(Answer.of(result)));
        Answer line = Answer.of(report.results().getFirst());
        Verdict verdict = lost.observe(AlertState.CALM, line).verdicts().getFirst();
        assertEquals(line.entry().path("discarded_events").asText(), verdict.value());
        AlertState state = AlertState.CALM;
        int changes = 0;
        for (Answer answer : answers) {
            boolean expected = answer.entry().path("busy_ns").asLong()
                    * 100 > answer.entry().path("observed_ns").asLong()
                            * 40;
            AlertStep step = busy.observe(state, answer);
            if (answer.scope() == Scope.SLICE) {
                assertEquals(expected, step.state().raised(), answer.entry().toString());
                changes += expected == state.raised() ? 0 : 1;
            }
            state = step.state();
        }
        assertEquals(8, changes);
    }

    @Test
    void absenceIsRaisedWhenTimePasses() throws Exception {
        AlertRule rule = rule("absence a: events for 5s");
        assertEquals(AlertState.CALM, rule.advance(AlertState.CALM, LINE, 100 * SECOND_NS).state());
        AlertState seen = rule.observe(AlertState.CALM, answer(0, "events", "{}")).state();
        assertEquals(seen, rule.advance(seen, LINE, 6 * SECOND_NS - 1).state());
        AlertStep step = rule.advance(seen, LINE, 6 * SECOND_NS);
        Verdict raised = step.verdicts().getFirst();
        assertEquals("a raised for web-01/shop (a: events for 5s)", raised.toString());
        assertEquals(6 * SECOND_NS, raised.atNs());
        assertEquals(List.of(), rule.advance(step.state(), LINE, 7 * SECOND_NS).verdicts());
        assertEquals(Verdict.Kind.CLEARED,
                rule.observe(step.state(), answer(9, "events", "{}")).verdicts().getFirst().kind());
    }

    @Test
    void absenceOfAFigureIsToldByLaterAnswers() throws Exception {
        assertEquals(List.of("RAISED 3", "CLEARED 5"), changes(rule("absence a: cpu x for 2s"), "cpu",
                x("1", "1", "0", "0", "0", "4")));
        assertEquals(List.of("RAISED 2"), changes(rule("absence a: cpu x for 2s"), "cpu", x("0", "0", "0", "0")));
    }

    @Test
    void otherAnswersSayNothing() throws Exception {
        AlertRule rule = rule("threshold a: c* x > 5 on window host web-*");
        assertEquals(List.of(), changes(rule, "cpu", x("6")));
        var window = new Answer(LINE, "cpu", Scope.WINDOW, 0, 1, new ObjectMapper().readTree("{\"x\": 6}"));
        assertEquals(1, rule.observe(AlertState.CALM, window).verdicts().size());
        var elsewhere = new Answer(new SessionKey("db-01", "shop", ""), "cpu", Scope.WINDOW, 0, 1, window.entry());
        assertEquals(AlertState.CALM, rule.observe(AlertState.CALM, elsewhere).state());
        var other = new Answer(LINE, "irq", Scope.WINDOW, 0, 1, window.entry());
        assertEquals(AlertState.CALM, rule.observe(AlertState.CALM, other).state());
    }
}
