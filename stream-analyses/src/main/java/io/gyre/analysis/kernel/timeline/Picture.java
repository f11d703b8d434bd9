package io.gyre.analysis.kernel.timeline;

import java.util.List;

/** Draws what somebody did in a row of letters, one for each part of a stretch of time: the state that took most of it. */
final class Picture {
    private static final int COLUMNS = 72;
    private static final char NOTHING_KNOWN = '.';

    private final long fromNs;
    private final double columnNs;

    Picture(long fromNs, long toNs) {
        this.fromNs = fromNs;
        this.columnNs = Math.max(1, (double) (toNs - fromNs) / COLUMNS);
    }

    /** {@return how long a letter is} */
    long columnNs() {
        return (long) columnNs;
    }

    String of(List<Interval> intervals) {
        long[][] ns = new long[COLUMNS][State.values().length];
        for (Interval interval : intervals) {
            for (int column = column(interval.beginNs()); column <= column(interval.endNs() - 1); column++) {
                ns[column][interval.state().ordinal()] += Math.max(0, Math.min(interval.endNs(), edgeNs(column + 1))
                        - Math.max(interval.beginNs(), edgeNs(column)));
            }
        }
        var letters = new StringBuilder(COLUMNS);
        for (long[] column : ns) {
            letters.append(letter(column));
        }
        return letters.toString();
    }

    private int column(long ns) {
        return (int) Math.clamp((long) ((ns - fromNs) / columnNs), 0, COLUMNS - 1);
    }

    private long edgeNs(int column) {
        return fromNs + (long) (column * columnNs);
    }

    private static char letter(long[] nsOfState) {
        char letter = NOTHING_KNOWN;
        long most = 0;
        for (State state : State.values()) {
            if (nsOfState[state.ordinal()] > most) {
                most = nsOfState[state.ordinal()];
                letter = state.letter();
            }
        }
        return letter;
    }
}
