/**
 * Alerts: rules on answers, read from a file of declarations, and what becomes of them answer by answer. Nothing here does input and output beyond
 * the rule file: whoever has the answers hands them to a judge, and gives it a memory.
 *
 * <pre>
 * AlertRules rules = AlertRules.read(Path.of("rules.txt"), Figures.of(analyses));
 * var judge = new AlertJudge(rules, new HeapMemory());
 * judge.observe(Answer.of(result, judge), chunkId, result.closing()).forEach(alert -&gt; …);
 * </pre>
 */
@NullMarked
package io.gyre.analysis.alert;

import org.jspecify.annotations.NullMarked;
