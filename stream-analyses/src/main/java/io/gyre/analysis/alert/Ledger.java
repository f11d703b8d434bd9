package io.gyre.analysis.alert;

import io.gyre.chunk.SessionKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns steps into numbered alerts, and keeps what has become of states. */
final class Ledger {
    private final AlertMemory memory;

    Ledger(AlertMemory memory) {
        this.memory = memory;
    }

    /** {@return what is remembered of a rule; of another one under the same name, nothing but the number} */
    Remembered of(SessionKey line, AlertRule rule) {
        Remembered known = memory.get(line, rule.name());
        if (known == null) {
            return Remembered.nothing(rule);
        }
        return known.text().equals(rule.text())
                ? known
                : new Remembered(AlertState.CALM, known.number(), rule.text(), Remembered.Place.NONE);
    }

    /** Keeps what a step has made of it, when that is something new. */
    List<Verdict> keep(SessionKey line, AlertRule rule, Remembered before, AlertStep step, Remembered.Place place) {
        var verdicts = new ArrayList<Verdict>();
        long number = before.number();
        for (Verdict verdict : step.verdicts()) {
            number++;
            verdicts.add(verdict.numbered(number));
        }
        var after = new Remembered(step.state(), number, rule.text(), place);
        if (!after.equals(before)) {
            memory.put(line, rule.name(), after);
        }
        return verdicts;
    }

    /** Clears the alerts of rules that do not stand in the file as they did; {@code rule} is the one of that name now. */
    List<Verdict> withdraw(SessionKey line, String name, Remembered known, @Nullable AlertRule rule, long atNs) {
        if (rule != null && rule.text().equals(known.text())) {
            return List.of();
        }
        if (rule == null) {
            memory.forget(line, name);
        } else {
            memory.put(line, name, new Remembered(AlertState.CALM, known.number() + (known.state().raised() ? 1 : 0),
                    rule.text(), Remembered.Place.NONE));
        }
        return cleared(line, name, known, Verdict.Cause.WITHDRAWN, atNs);
    }

    /** Forgets a rule of a line that has ended. */
    List<Verdict> end(SessionKey line, String name, Remembered known, long atNs) {
        memory.forget(line, name);
        return cleared(line, name, known, Verdict.Cause.ENDED, atNs);
    }

    private static List<Verdict> cleared(SessionKey line, String name, Remembered known, Verdict.Cause cause,
            long atNs) {
        return known.state().raised()
                ? List.of(new Verdict(name, Verdict.Kind.CLEARED, cause, Verdict.Clock.TRACE, line, known.number() + 1,
                        atNs,
                        "", known.text()))
                : List.of();
    }
}
