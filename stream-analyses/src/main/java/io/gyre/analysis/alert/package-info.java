/**
 * Alerts: rules on answers, read from a file of declarations, and what becomes of them answer by answer. Nothing here keeps state or does input
 * and output beyond the rule file: whoever has the answers keeps an {@link io.gyre.analysis.alert.AlertState} for each rule and session line.
 *
 * <pre>
 * AlertRules rules = AlertRules.read(Path.of("rules.txt"));
 * for (AlertRule rule : rules.all()) {
 *     AlertStep step = rule.observe(states.getOrDefault(rule.name(), AlertState.CALM), answer);
 *     step.alert().ifPresent(alert -&gt; …);
 * }
 * </pre>
 */
@NullMarked
package io.gyre.analysis.alert;

import org.jspecify.annotations.NullMarked;
