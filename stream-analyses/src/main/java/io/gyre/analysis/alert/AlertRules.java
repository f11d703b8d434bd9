package io.gyre.analysis.alert;

import io.gyre.analysis.DeclarationException;
import io.gyre.analysis.DeclarationFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rules of a file, one a line ({@link DeclarationFile}); at most {@value #MOST}, each with a name of its own.
 *
 * <pre>
 * threshold busy: cpu busy_ns of observed_ns &gt; 90% clear at 70% raise after 3 clear after 5
 * threshold slow-reads: syscalls per_call[call=read].max_ns &gt; 50ms on window host web-*
 * percentile slow: sched p99.9 histogram &gt; 20ms
 * rate calls: syscalls exits &gt; 200000/s
 * absence silent: events for 60s
 * absence no-writes: io per_call[call=write].count for 5min
 * discarded lost: events events &gt; 0 clear after 10
 * stale gone: web-* for 5min
 * </pre>
 *
 * <p>Kind, name and analysis come first; of {@code stale}, hosts in the place of an analysis. A figure is a path to a number of the analysis'
 * answer in JSON, of {@code percentile} to a histogram; of several rows the worst counts; with {@code of} it is told as a part of another field of
 * the same object. Durations are in nanoseconds there, and in rules with their unit. An answer without the figure counts as good.
 * {@code raise after} and {@code clear after} are numbers of answers in a row (otherwise 1), and an alert clears only when the figure is back at
 * {@code clear at}. {@code on} says which answers: {@code slice} (otherwise), {@code window} or {@code line}.
 */
public final class AlertRules {
    static final int MOST = 1000;
    public static final AlertRules NONE = new AlertRules(List.of());

    private final List<AlertRule> rules;

    private AlertRules(List<AlertRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Reads one kind of rule. */
    @FunctionalInterface
    private interface Reading {
        AlertRule read(String text, Figures known) throws DeclarationException;
    }

    /**
     * @param known what the analyses answer, which rules are compared with
     * @throws DeclarationException naming file, line, rule and what is wrong, with the place marked
     */
    public static AlertRules read(Path file, Figures known) throws IOException, DeclarationException {
        Set<String> names = new HashSet<>();
        var kinds = new TreeMap<String, DeclarationFile.Kind<AlertRule>>();
        Map<String, Reading> readings = Map.of("threshold", RuleText::threshold, "percentile", RuleText::percentile,
                "rate", RuleText::rate, "absence", RuleText::absence, "discarded", RuleText::discarded, "stale",
                RuleText::stale);
        readings.forEach(
                (kind, reading) -> kinds.put(kind, text -> checked(reading.read(text, known), text, names)));
        return new AlertRules(DeclarationFile.read(file, kinds));
    }

    private static AlertRule checked(AlertRule rule, String text, Set<String> names) throws DeclarationException {
        if (!names.add(rule.name())) {
            throw new DeclarationException(text, 0, "rule \"" + rule.name() + "\": another rule has that name");
        }
        if (names.size() > MOST) {
            throw new DeclarationException(text, 0,
                    "rule \"" + rule.name() + "\": a file has at most " + MOST + " rules");
        }
        return rule;
    }

    /** {@return the rules in the order of the file} */
    public List<AlertRule> all() {
        return rules;
    }

    /** {@return whether some are on hosts} */
    public boolean areOnHosts() {
        return !onHosts().isEmpty();
    }

    List<AlertRule> onAnswers() {
        return rules.stream().filter(rule -> !(rule instanceof StaleRule)).toList();
    }

    List<StaleRule> onHosts() {
        return rules.stream().filter(StaleRule.class::isInstance).map(StaleRule.class::cast).toList();
    }
}
