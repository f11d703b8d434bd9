package io.gyre.cli;

import io.gyre.analysis.alert.AlertJudge;
import io.gyre.analysis.alert.AlertRules;
import io.gyre.analysis.alert.Answer;
import io.gyre.analysis.alert.HeapMemory;
import io.gyre.analysis.line.LineResult;
import io.gyre.chunk.SessionKey;
import io.gyre.streams.alert.AlertRecords;
import io.gyre.wire.Alert;
import java.util.ArrayList;
import java.util.List;

/** The alerts of one line that is read from folders: those that its answers would give on Kafka. Rules that need a clock beside it say nothing. */
final class LineAlerts {
    private final AlertJudge judge;
    private final List<Alert> alerts = new ArrayList<>();
    private long answers;
    private boolean ended;

    LineAlerts(AlertRules rules) {
        judge = new AlertJudge(rules, new HeapMemory());
    }

    /** Answers come in the order in which they become known. */
    void add(LineResult<?> result) {
        answers++;
        ended |= result.closing();
        judge.observe(Answer.of(result, judge), answers, result.closing())
                .forEach(alert -> alerts.add(AlertRecords.of(alert, null)));
    }

    /** {@return the alerts of the line, of which no more answers come} */
    List<Alert> all(SessionKey line) {
        if (ended) {
            judge.ended(line).forEach(alert -> alerts.add(AlertRecords.of(alert, null)));
        }
        return List.copyOf(alerts);
    }
}
