package io.gyre.streams.fleet;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.fleet.FleetRollup;
import io.gyre.analysis.fleet.FleetTally;
import io.gyre.chunk.SessionKey;
import io.gyre.chunk.Window;
import io.gyre.wire.Completeness;
import io.gyre.wire.FleetResult;
import io.gyre.wire.FleetShare;
import io.gyre.wire.FleetSlice;
import io.gyre.wire.LineId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Shares, rolled up. */
public final class FleetResults {
    /** The order in which shares are added up, whatever the order in which they come; see {@link FleetTally}. */
    private static final Comparator<FleetShare> ORDER = Comparator.comparing(FleetShare::line)
            .thenComparingLong(FleetShare::chunkId);

    private FleetResults() {}

    /** @param shares in any order, one of each line and chunk */
    public static FleetResult of(FleetSlice slice, long revision, Collection<FleetShare> shares)
            throws PartialFormatException {
        List<FleetShare> inOrder = shares.stream().sorted(ORDER).toList();
        var tally = new FleetTally();
        for (FleetShare share : inOrder) {
            LineId line = share.line();
            Completeness missing = share.completeness();
            tally.add(new SessionKey(line.host(), line.session(), line.created()), share.chunkId(),
                    new io.gyre.analysis.Completeness(missing.lateEvents(), missing.gaps(), missing.discardedEvents(),
                            missing.discardedPackets()),
                    FleetFigures.decode(share.figures()));
        }
        FleetRollup rollup = tally.rollup(slice.analysis(), range(slice));
        io.gyre.analysis.Completeness missing = rollup.missing();
        return new FleetResult(slice, revision, rollup.hosts(), rollup.lines(), rollup.incompleteLines(),
                new Completeness(missing.lateEvents(), missing.gaps(), missing.discardedEvents(),
                        missing.discardedPackets()),
                rollup.json().toString());
    }

    private static Window range(FleetSlice slice) {
        return new Window(slice.beginNs() == Long.MIN_VALUE ? Long.MIN_VALUE : slice.beginNs() - 1,
                slice.endNs() == Long.MAX_VALUE ? Long.MAX_VALUE : slice.endNs() - 1);
    }
}
