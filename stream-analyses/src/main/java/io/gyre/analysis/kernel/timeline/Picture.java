package io.gyre.analysis.kernel.timeline;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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
        var columns = new ArrayList<Map<State, Long>>();
        for (int column = 0; column < COLUMNS; column++) {
            columns.add(new EnumMap<>(State.class));
        }
        for (Interval interval : intervals) {
            for (int column = column(interval.beginNs()); column <= column(interval.endNs() - 1); column++) {
                long ns = Math.min(interval.endNs(), edgeNs(column + 1)) - Math.max(interval.beginNs(), edgeNs(column));
                columns.get(column).merge(interval.state(), ns, Long::sum);
            }
        }
        var letters = new StringBuilder(COLUMNS);
        columns.forEach(column -> letters.append(letter(column)));
        return letters.toString();
    }

    private int column(long ns) {
        return Math.clamp((long) ((ns - fromNs) / columnNs), 0, COLUMNS - 1);
    }

    private long edgeNs(int column) {
        return fromNs + (long) (column * columnNs);
    }

    private static char letter(Map<State, Long> nsByState) {
        char letter = NOTHING_KNOWN;
        long most = 0;
        for (var state : nsByState.entrySet()) {
            if (state.getValue() > most) {
                most = state.getValue();
                letter = state.getKey().letter();
            }
        }
        return letter;
    }
}
