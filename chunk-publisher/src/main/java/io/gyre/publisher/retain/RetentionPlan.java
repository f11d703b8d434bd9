package io.gyre.publisher.retain;

import io.gyre.publisher.retain.Holding.Standing;
import io.gyre.publisher.retain.Verdict.Fate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A verdict on each thing, from the one that ended first on: each is judged as if those before it were gone already, so that no more
 * goes than is needed to get below a limit.
 *
 * @param verdicts oldest first
 */
public record RetentionPlan(List<Verdict> verdicts) {
    private static final Comparator<Holding> OLDEST_FIRST = Comparator.comparing(Holding::ended)
            .thenComparing(Holding::owner).thenComparingLong(Holding::number).thenComparing(Holding::path);

    public RetentionPlan {
        verdicts = List.copyOf(verdicts);
    }

    /** @param shedding what may go though it is not published; empty for none */
    public static RetentionPlan of(Collection<Holding> holdings, Policy policy, Optional<Policy> shedding,
            Circumstances circumstances) {
        List<Holding> inOrder = new ArrayList<>(holdings);
        inOrder.sort(OLDEST_FIRST);
        Judge judge = new Judge(inOrder, circumstances);
        List<Verdict> verdicts = new ArrayList<>();
        for (Holding holding : inOrder) {
            Verdict verdict = switch (holding.standing()) {
                case Standing.Safe _ -> verdict(holding, judge.judge(policy, holding), Fate.DELETE);
                case Standing.Fixed(String why) -> new Verdict(holding, Fate.KEEP, why);
                case Standing.Unpublished _ -> shedding
                        .map(shed -> verdict(holding, judge.judge(shed, holding), Fate.SHED))
                        .orElseGet(() -> new Verdict(holding, Fate.KEEP, "not published"));
            };
            if (verdict.goes()) {
                judge.goes(holding);
            }
            verdicts.add(verdict);
        }
        return new RetentionPlan(verdicts);
    }

    public List<Verdict> going() {
        return verdicts.stream().filter(Verdict::goes).toList();
    }

    private static Verdict verdict(Holding holding, Judge.Finding finding, Fate whenMet) {
        return new Verdict(holding, finding.met() ? whenMet : Fate.KEEP, finding.reason());
    }
}
