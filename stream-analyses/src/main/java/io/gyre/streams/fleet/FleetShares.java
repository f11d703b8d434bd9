package io.gyre.streams.fleet;

import io.gyre.analysis.line.LineResult;
import io.gyre.analysis.line.LineResult.Scope;
import io.gyre.chunk.Window;
import io.gyre.wire.Completeness;
import io.gyre.wire.FleetShare;
import io.gyre.wire.FleetSlice;
import io.gyre.wire.LineId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a line's answers add to its fleet. */
public final class FleetShares {
    private FleetShares() {}

    /**
     * {@return a share for each answer about a slice whose analysis is rolled up}
     *
     * @param failed is told, for people, of analyses that cannot say what counts
     */
    public static List<FleetShare> of(LineId line, long chunkId, List<LineResult<?>> answers, Consumer<String> failed) {
        var shares = new ArrayList<FleetShare>();
        for (LineResult<?> answer : answers) {
            if (answer.scope() == Scope.SLICE) {
                try {
                    answer.fleet().ifPresent(figures -> shares.add(new FleetShare(slice(answer), line, chunkId,
                            completeness(answer), figures.encode())));
                } catch (RuntimeException e) {
                    failed.accept("analysis " + answer.analysis().name() + " cannot be rolled up: " + e);
                }
            }
        }
        return shares;
    }

    private static FleetSlice slice(LineResult<?> answer) {
        Window range = answer.range();
        return new FleetSlice(answer.analysis().name(),
                range.afterNs() == Long.MIN_VALUE ? Long.MIN_VALUE : range.afterNs() + 1,
                range.upToNs() == Long.MAX_VALUE ? Long.MAX_VALUE : range.upToNs() + 1);
    }

    private static Completeness completeness(LineResult<?> answer) {
        io.gyre.analysis.Completeness known = answer.completeness();
        return new Completeness(known.lateEvents(), known.gaps(), known.discardedEvents(), known.discardedPackets());
    }
}
