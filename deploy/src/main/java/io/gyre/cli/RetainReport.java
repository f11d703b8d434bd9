package io.gyre.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.publisher.retain.Holding;
import io.gyre.publisher.retain.Retention;
import io.gyre.publisher.retain.RetentionPlan;
import io.gyre.publisher.retain.Verdict;
import java.util.List;
import java.util.Locale;

/** Says what a retention policy does. */
final class RetainReport {
    private final Console console;

    RetainReport(Console console) {
        this.console = console;
    }

    /** Prints every verdict of a dry run. */
    void plan(RetentionPlan plan, PublishReport.Style style) {
        for (Verdict verdict : plan.verdicts()) {
            String fate = verdict.fate().name().toLowerCase(Locale.ROOT);
            if (style == PublishReport.Style.JSON) {
                console.print(object(verdict, fate).put("reason", verdict.reason()).toString());
            } else {
                console.print(String.format(Locale.ROOT, "%-6s  %10s  %s: %s", fate,
                        Amounts.bytes(verdict.holding().bytes()), verdict.holding().path(), verdict.reason()));
            }
        }
        if (style != PublishReport.Style.JSON) {
            List<Verdict> going = plan.going();
            console.print(plan.verdicts().size() + " looked at, " + going.size() + " would go ("
                    + Amounts.bytes(going.stream().mapToLong(verdict -> verdict.holding().bytes()).sum()) + ")");
        }
    }

    /** Prints what went and what was to go but stayed; {@return whether all went}. */
    boolean outcomes(List<Retention.Outcome> outcomes, PublishReport.Style style) {
        boolean all = true;
        for (Retention.Outcome outcome : outcomes) {
            Verdict verdict = outcome.verdict();
            String done = switch (outcome) {
                case Retention.Outcome.Gone _ -> verdict.fate() == Verdict.Fate.SHED ? "shed" : "deleted";
                case Retention.Outcome.Stayed _ -> "stayed";
            };
            String reason = switch (outcome) {
                case Retention.Outcome.Gone _ -> verdict.reason();
                case Retention.Outcome.Stayed(Verdict _, String why) -> {
                    all = false;
                    console.problem(verdict.holding().path() + " stays: " + why);
                    yield why;
                }
            };
            if (style == PublishReport.Style.JSON) {
                console.print(object(verdict, done).put("reason", reason).toString());
            } else if (style == PublishReport.Style.TEXT) {
                console.print(done + "  " + verdict.holding().path() + ": " + reason);
            }
            if (done.equals("shed")) {
                console.problem(verdict.holding().path() + " was shed before it was published: " + verdict.reason());
            }
        }
        return all;
    }

    private static ObjectNode object(Verdict verdict, String state) {
        Holding holding = verdict.holding();
        return JsonNodeFactory.instance.objectNode().put("path", holding.path().toString())
                .put("owner", holding.owner()).put("number", holding.number()).put("bytes", holding.bytes())
                .put("ended", holding.ended().toString()).put("fate", state);
    }
}
