/**
 * What becomes of old chunks, and of the file sink's old files: a policy in words says what goes, a plan says it for each thing that
 * lies there, and only what the plan names is deleted.
 *
 * <pre>{@code
 * Policy policy = PolicyText.parse("all of (older than 2d, passed by gyre-analyses) or free below 10%");
 * RetentionPlan plan = RetentionPlan.of(holdings, policy, Optional.empty(), circumstances);
 * plan.verdicts();                 // what would go, what stays, and why: a dry run ends here
 * new Retention(audit, shed).carryOut(plan);
 * }</pre>
 *
 * <p>Whatever the policy says, a chunk that is not published stays (but for an explicit shedding policy), and so does the newest chunk of
 * a session line that is still open: it names the line for those to come.
 *
 * <p>A thing is deleted by one rename to a hidden name, which readers ignore, and then removed: a crash leaves it whole or hidden, and
 * what is hidden is removed by the next run. Nothing here writes elsewhere.
 */
@NullMarked
package io.gyre.publisher.retain;

import org.jspecify.annotations.NullMarked;
