package io.gyre.analysis.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.line.LineResult.Scope;
import io.gyre.chunk.SessionKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertJudgeTest {
    private static final SessionKey LINE = new SessionKey("web-01", "shop", "");
    private static final long SECOND_NS = 1_000_000_000L;

    @TempDir
    private Path folder;
    private final HeapMemory memory = new HeapMemory();

    private AlertRules rules(String... lines) throws Exception {
        return AlertRules.read(Files.write(folder.resolve("rules.txt"), List.of(lines)), Figures.unchecked());
    }

    private static Answer answer(int second, String analysis, String entry) throws Exception {
        return new Answer(LINE, analysis, Scope.SLICE, second * SECOND_NS, (second + 1) * SECOND_NS,
                new ObjectMapper().readTree(entry));
    }

    private static List<String> told(List<Verdict> verdicts) {
        return verdicts.stream().map(verdict -> verdict.rule() + " " + verdict.kind() + " " + verdict.cause() + " "
                + verdict.number() + " " + verdict.atNs() / SECOND_NS).toList();
    }

    @Test
    void whatComesAgainOrLateSaysNothing() throws Exception {
        var judge = new AlertJudge(rules("threshold a: cpu x > 5 clear after 2"), memory);
        assertEquals(List.of("a RAISED FIGURE 1 4"), told(judge.observe(answer(3, "cpu", "{\"x\": 9}"), 1, false)));
        for (int i = 0; i < 3; i++) {
            assertEquals(List.of(), judge.observe(answer(3, "cpu", "{\"x\": 1}"), 1, false), "again");
            assertEquals(List.of(), judge.observe(answer(2, "cpu", "{\"x\": 1}"), 1, false), "late");
            assertEquals(List.of(), judge.observe(answer(9, "cpu", "{\"x\": 1}"), 0, false), "of a chunk before");
        }
        assertEquals(List.of(), judge.observe(answer(4, "cpu", "{\"x\": 1}"), 1, false));
        assertEquals(List.of("a CLEARED FIGURE 2 6"), told(judge.observe(answer(5, "cpu", "{\"x\": 1}"), 2, false)));
    }

    @Test
    void anotherJudgeGoesOnWithWhatIsRemembered() throws Exception {
        AlertRules rules = rules("threshold a: cpu x > 5 raise after 2");
        assertEquals(List.of(),
                new AlertJudge(rules, memory).observe(answer(0, "cpu", "{\"x\": 9}"), 0, false));
        assertEquals(List.of("a RAISED FIGURE 1 2"),
                told(new AlertJudge(rules, memory).observe(answer(1, "cpu", "{\"x\": 9}"), 0, false)));
        assertEquals(List.of(), new AlertJudge(rules, memory).observe(answer(2, "cpu", "{\"x\": 9}"), 0, false));
    }

    @Test
    void theEndOfALineClearsAndForgets() throws Exception {
        var judge = new AlertJudge(rules("threshold a: cpu x > 5", "absence b: cpu for 3s"), memory);
        judge.observe(answer(0, "cpu", "{\"x\": 9}"), 0, false);
        assertEquals(List.of("a CLEARED ENDED 2 1"), told(judge.ended(LINE)));
        assertTrue(memory.ofLine(LINE).isEmpty());
    }

    @Test
    void aRuleThatIsAnotherOneBeginsAnew() throws Exception {
        new AlertJudge(rules("threshold a: cpu x > 5", "threshold b: cpu x > 6"), memory)
                .observe(answer(0, "cpu", "{\"x\": 9}"), 0, false);
        var changed = new AlertJudge(rules("threshold a: cpu x > 7"), memory);
        assertEquals(List.of("a CLEARED WITHDRAWN 2 2", "b CLEARED WITHDRAWN 2 2", "a RAISED FIGURE 3 2"),
                told(changed.observe(answer(1, "cpu", "{\"x\": 9}"), 0, false)));
        assertEquals(List.of(), changed.observe(answer(2, "cpu", "{\"x\": 9}"), 0, false));
    }

    @Test
    void absenceIsNoticedByOtherAnswersAndByLaterOnes() throws Exception {
        var judge = new AlertJudge(rules("absence no-logs: logs for 3s"), memory);
        assertEquals(List.of(), judge.observe(answer(0, "cpu", "{}"), 0, false), "time begins to run");
        assertEquals(List.of(), judge.observe(answer(2, "cpu", "{}"), 0, false));
        assertEquals(List.of("no-logs RAISED SILENCE 1 3"), told(judge.observe(answer(3, "cpu", "{}"), 0, false)));
        assertEquals(List.of("no-logs CLEARED HEARD 2 4"), told(judge.observe(answer(3, "logs", "{}"), 0, false)));
        assertEquals(List.of("no-logs RAISED SILENCE 3 8", "no-logs CLEARED HEARD 4 9"),
                told(judge.observe(answer(8, "logs", "{}"), 0, false)), "nobody said so meanwhile");
    }

    /** The answer of the same time may come after those of other analyses. */
    @Test
    void absenceWaitsForTheAnswerOfTheSameTime() throws Exception {
        var judge = new AlertJudge(rules("absence no-logs: logs for 1s"), memory);
        for (int second = 0; second < 5; second++) {
            assertEquals(List.of(), judge.observe(answer(second, "cpu", "{}"), 0, false));
            assertEquals(List.of(), judge.observe(answer(second, "logs", "{}"), 0, false));
        }
    }

    @Test
    void silenceIsToldOnceByTheOtherClock() throws Exception {
        var judge = new AlertJudge(rules("absence silent: * for 3s", "threshold a: cpu x > 5"), memory);
        assertEquals(List.of(), judge.silent(LINE, 100 * SECOND_NS, 1000 * SECOND_NS), "never heard of");
        judge.observe(answer(0, "cpu", "{}"), 0, false);
        assertEquals(List.of(), judge.silent(LINE, 3 * SECOND_NS - 1, 1000 * SECOND_NS));
        List<Verdict> verdicts = judge.silent(LINE, 3 * SECOND_NS, 1000 * SECOND_NS);
        assertEquals(List.of("silent RAISED SILENCE 1 1000"), told(verdicts));
        assertEquals(Verdict.Clock.WALL, verdicts.getFirst().clock());
        assertEquals(List.of(), judge.silent(LINE, 4 * SECOND_NS, 1001 * SECOND_NS));
        assertEquals(List.of("silent CLEARED HEARD 2 2"), told(judge.observe(answer(1, "cpu", "{}"), 1, false)));
    }

    @Test
    void aHostIsWatchedUntilOneOfItsLinesEnds() throws Exception {
        var judge = new HostJudge(rules("stale gone: web-* for 3s", "stale db: db-* for 1s"), memory);
        assertEquals(List.of(), judge.heard("web-01", HostJudge.Sign.LIFE, SECOND_NS));
        assertEquals(List.of("gone RAISED SILENCE 1 9"), told(judge.silent("web-01", 3 * SECOND_NS, 9 * SECOND_NS)));
        assertEquals(List.of("gone CLEARED HEARD 2 10"),
                told(judge.heard("web-01", HostJudge.Sign.LIFE, 10 * SECOND_NS)));
        assertEquals(List.of(), judge.heard("web-01", HostJudge.Sign.END, 11 * SECOND_NS));
        assertEquals(List.of(), judge.silent("web-01", 30 * SECOND_NS, 41 * SECOND_NS));
        judge.heard("web-01", HostJudge.Sign.LIFE, 50 * SECOND_NS);
        assertEquals(List.of("gone RAISED SILENCE 3 60"),
                told(judge.silent("web-01", 10 * SECOND_NS, 60 * SECOND_NS)));
        var withdrawn = new HostJudge(AlertRules.NONE, memory);
        assertEquals(List.of("gone CLEARED WITHDRAWN 4 70"),
                told(withdrawn.silent("web-01", 0, 70 * SECOND_NS)));
    }

    @Test
    void whatIsRememberedIsReadAsItWasWritten() throws Exception {
        var remembered = new Remembered(new AlertState(true, 3, AlertState.NEVER), 7, "a: cpu x > 5",
                new Remembered.Place(4, true, Long.MAX_VALUE, "cpu"));
        assertEquals(remembered, Remembered.decode(remembered.encode()));
        byte[] newer = remembered.encode();
        newer[0]++;
        assertEquals(PartialFormatException.Kind.TOO_NEW,
                assertThrows(PartialFormatException.class, () -> Remembered.decode(newer)).kind());
    }
}
