package io.gyre.analysis.alert;

import io.gyre.analysis.DeclarationException;
import io.gyre.analysis.DeclarationFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rules of a file, one a line ({@link DeclarationFile}); at most {@value #MOST}, each with a name of its own.
 *
 * <pre>
 * threshold busy: cpu busy_ns of observed_ns &gt; 90% clear at 70% raise after 3 clear after 5
 * threshold slow-reads: syscalls per_call[call=read].max_ns &gt; 50ms on window host web-*
 * rate calls: syscalls exits &gt; 200000/s
 * absence silent: events for 60s
 * absence no-writes: io per_call[call=write].count for 5min
 * discarded lost: events events &gt; 0 clear after 10
 * </pre>
 *
 * <p>Kind, name and analysis come first. A figure is a path to a number of the analysis' answer in JSON; of several rows the worst counts; with
 * {@code of} it is told as a part of another field of the same object. Durations are in nanoseconds there, and in rules with their unit. An
 * answer without the figure counts as good. {@code raise after} and {@code clear after} are numbers of answers in a row (otherwise 1), and an
 * alert clears only when the figure is back at {@code clear at}. {@code on} says which answers: {@code slice} (otherwise), {@code window} or
 * {@code line}.
 */
public final class AlertRules {
    static final int MOST = 1000;

    private final List<AlertRule> rules;

    private AlertRules(List<AlertRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** @throws DeclarationException naming file, line, rule and what is wrong, with the place marked */
    public static AlertRules read(Path file) throws IOException, DeclarationException {
        Set<String> names = new HashSet<>();
        var kinds = new TreeMap<String, DeclarationFile.Kind<AlertRule>>();
        kinds.put("threshold", text -> checked(RuleText.threshold(text), text, names));
        kinds.put("rate", text -> checked(RuleText.rate(text), text, names));
        kinds.put("absence", text -> checked(RuleText.absence(text), text, names));
        kinds.put("discarded", text -> checked(RuleText.discarded(text), text, names));
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
}
