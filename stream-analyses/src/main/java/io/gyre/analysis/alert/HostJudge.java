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
 * Judges hosts by {@code stale} rules. A host is watched from its first sign of life on until what comes is the end of one of its lines; with its
 * next sign it is watched again. All by the clock of this machine. For one thread.
 */
public final class HostJudge {
    private final List<StaleRule> rules;
    private final Map<String, AlertRule> byName = new HashMap<>();
    private final AlertMemory memory;
    private final Ledger ledger;
    private final Set<String> compared = new HashSet<>();

    /** What comes of a host. */
    public enum Sign {
        /** A window of one of its lines, after which more will come. */
        LIFE,
        /** The last window of one of its lines. */
        END
    }

    public HostJudge(AlertRules rules, AlertMemory memory) {
        this.rules = rules.onHosts();
        this.rules.forEach(rule -> byName.put(rule.name(), rule));
        this.memory = memory;
        this.ledger = new Ledger(memory);
    }

    /** {@return what stands for a host where a line is expected} */
    public static SessionKey key(String host) {
        return new SessionKey(host, "", "");
    }

    /** {@return how long the least patient rule waits for a host; empty when there is none} */
    public OptionalLong patienceNs() {
        return rules.stream().mapToLong(StaleRule::ns).min();
    }

    /** {@return what a sign has cleared} */
    public List<Verdict> heard(String host, Sign sign, long nowNs) {
        var verdicts = new ArrayList<Verdict>(compare(host, nowNs));
        SessionKey key = key(host);
        for (StaleRule rule : rules) {
            if (rule.host().matches(host)) {
                Remembered known = ledger.of(key, rule);
                verdicts.addAll(
                        ledger.keep(key, rule, known, rule.heard(known.state(), key, sign, nowNs), known.place()));
            }
        }
        return noticed(verdicts, nowNs);
    }

    /** {@return what is raised because nothing of the host has come for so long} */
    public List<Verdict> silent(String host, long quietNs, long nowNs) {
        var verdicts = new ArrayList<Verdict>(compare(host, nowNs));
        SessionKey key = key(host);
        for (StaleRule rule : rules) {
            Remembered known = ledger.of(key, rule);
            if (quietNs >= rule.ns() && known.state().seenNs() != AlertState.NEVER) {
                AlertStep step = rule.advance(known.state(), key, known.state().seenNs() + rule.ns());
                verdicts.addAll(ledger.keep(key, rule, known, step, known.place()));
            }
        }
        return noticed(verdicts, nowNs);
    }

    private List<Verdict> compare(String host, long nowNs) {
        if (!compared.add(host)) {
            return List.of();
        }
        var verdicts = new ArrayList<Verdict>();
        memory.ofLine(key(host)).forEach(
                (name, known) -> verdicts.addAll(ledger.withdraw(key(host), name, known, byName.get(name), nowNs)));
        return verdicts;
    }

    private static List<Verdict> noticed(List<Verdict> verdicts, long nowNs) {
        return verdicts.stream().map(verdict -> verdict.noticed(nowNs)).toList();
    }
}
