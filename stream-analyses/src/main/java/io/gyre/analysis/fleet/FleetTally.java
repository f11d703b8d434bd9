package io.gyre.analysis.fleet;

import io.gyre.analysis.Completeness;
import io.gyre.chunk.SessionKey;
import io.gyre.chunk.Window;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the figures of one stretch of time over session lines, in the order of the lines. That order is fixed, so that the roll-up is
 * the same to the last bit wherever the figures come from; what is kept does not grow with the number of lines.
 */
public final class FleetTally {
    /** The most lines that a roll-up names; all are counted. */
    static final int MOST_NAMED = 1000;

    private final FiguresTally figures = new FiguresTally();
    private final List<Participant> named = new ArrayList<>();
    private final List<Participant> incomplete = new ArrayList<>();
    private long hosts;
    private long lines;
    private long incompleteLines;
    private Completeness missing = Completeness.COMPLETE;
    private @Nullable Participant last;
    private long lastPart;

    /**
     * Adds what a line knows.
     *
     * @param part tells parts of the line's knowledge apart, such as the chunk that it comes with
     * @throws IllegalArgumentException when the line, or this part of it, does not come after the one before
     */
    public void add(SessionKey line, long part, Completeness completeness, FleetFigures of) {
        Participant before = last;
        int order = before == null ? -1 : before.line().compareTo(line);
        if (order > 0 || (order == 0 && lastPart >= part)) {
            throw new IllegalArgumentException(line + " (" + part + ") does not come after " + before);
        }
        figures.add(of);
        missing = plus(missing, completeness);
        lastPart = part;
        if (before != null && order == 0) {
            last = new Participant(line, plus(before.missing(), completeness));
            return;
        }
        endLine();
        hosts += before != null && before.line().host().equals(line.host()) ? 0 : 1;
        last = new Participant(line, completeness);
    }

    private void endLine() {
        Participant ended = last;
        if (ended == null) {
            return;
        }
        lines++;
        if (named.size() < MOST_NAMED) {
            named.add(ended);
        }
        if (!ended.isComplete()) {
            incompleteLines++;
            if (incomplete.size() < MOST_NAMED) {
                incomplete.add(ended);
            }
        }
    }

    private static Completeness plus(Completeness left, Completeness right) {
        return new Completeness(left.lateEvents() + right.lateEvents(), left.gaps() + right.gaps(),
                left.discardedEvents() + right.discardedEvents(), left.discardedPackets() + right.discardedPackets());
    }

    /** {@return the roll-up}; the tally is not to be used any more. */
    public FleetRollup rollup(String analysis, Window range) {
        endLine();
        last = null;
        return new FleetRollup(analysis, range, hosts, lines, incompleteLines, missing, named, incomplete,
                figures.figures());
    }
}
