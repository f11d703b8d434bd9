package io.gyre.analysis.alert;

import io.gyre.chunk.SessionKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Judges answers by rules. The same answers give the same alerts, wherever they are judged; an answer that comes again, or late, gives none. For
 * one thread.
 *
 * <pre>
 * var judge = new AlertJudge(rules, new HeapMemory());
 * judge.observe(answer, chunkId, false).forEach(…);
 * judge.ended(line).forEach(…);
 * </pre>
 */
public final class AlertJudge {
    private final List<AlertRule> rules;
    private final Map<String, AlertRule> byName = new HashMap<>();
    private final AlertMemory memory;
    private final Ledger ledger;
    /** Lines whose memory has been compared with the rules; of those that have not ended. */
    private final Set<SessionKey> compared = new HashSet<>();

    public AlertJudge(AlertRules rules, AlertMemory memory) {
        this.rules = rules.onAnswers();
        this.rules.forEach(rule -> byName.put(rule.name(), rule));
        this.memory = memory;
        this.ledger = new Ledger(memory);
    }

    /** {@return whether some rule looks into answers of this kind; others need no entry} */
    public boolean reads(Answer.Kind kind) {
        return rules.stream().anyMatch(rule -> rule.reads(kind));
    }

    /** {@return how long the least patient rule waits for a line; empty when none does} */
    public OptionalLong patienceNs() {
        return rules.stream().map(AlertRule::patienceNs).flatMapToLong(OptionalLong::stream).min();
    }

    /**
     * {@return what an answer has raised and cleared}
     *
     * @param chunkId whose window made it known
     * @param closing whether the line ends with that window
     */
    public List<Verdict> observe(Answer answer, long chunkId, boolean closing) {
        var verdicts = new ArrayList<Verdict>(compare(answer.line(), answer.endNs()));
        var place = new Remembered.Place(chunkId, closing, answer.endNs(), answer.analysis());
        for (AlertRule rule : rules) {
            Remembered known = ledger.of(answer.line(), rule);
            boolean reads = rule.reads(answer.kind());
            if (!reads || place.compareTo(known.place()) > 0) {
                verdicts.addAll(ledger.keep(answer.line(), rule, known, rule.observe(known.state(), answer),
                        reads ? place : known.place()));
            }
        }
        return verdicts;
    }

    /** Clears what rules that are withdrawn had raised for a line, the first time that the line is seen. */
    private List<Verdict> compare(SessionKey line, long atNs) {
        if (!compared.add(line)) {
            return List.of();
        }
        var verdicts = new ArrayList<Verdict>();
        memory.ofLine(line).forEach(
                (name, known) -> verdicts.addAll(ledger.withdraw(line, name, known, byName.get(name), atNs)));
        return verdicts;
    }

    /** {@return what is cleared because the line has ended}; nothing is remembered of it then */
    public List<Verdict> ended(SessionKey line) {
        var verdicts = new ArrayList<Verdict>();
        Map<String, Remembered> all = memory.ofLine(line);
        long atNs = all.values().stream().map(Remembered::place).mapToLong(Remembered.Place::endNs)
                .filter(endNs -> endNs != Long.MAX_VALUE && endNs != Long.MIN_VALUE).max().orElse(Long.MAX_VALUE);
        all.forEach((name, known) -> verdicts.addAll(ledger.end(line, name, known, atNs)));
        compared.remove(line);
        return verdicts;
    }

    /**
     * {@return what is raised because nothing of the line has come}
     *
     * @param quietNs for how long not
     * @param nowNs by the clock of this machine
     */
    public List<Verdict> silent(SessionKey line, long quietNs, long nowNs) {
        var verdicts = new ArrayList<Verdict>(
                compare(line, nowNs).stream().map(verdict -> verdict.noticed(nowNs)).toList());
        for (AlertRule rule : rules) {
            OptionalLong patienceNs = rule.patienceNs();
            Remembered known = ledger.of(line, rule);
            if (patienceNs.isPresent() && quietNs >= patienceNs.getAsLong()
                    && known.state().seenNs() != AlertState.NEVER) {
                AlertStep step = rule.advance(known.state(), line, known.state().seenNs() + patienceNs.getAsLong());
                ledger.keep(line, rule, known, step, known.place())
                        .forEach(verdict -> verdicts.add(verdict.noticed(nowNs)));
            }
        }
        return verdicts;
    }
}
