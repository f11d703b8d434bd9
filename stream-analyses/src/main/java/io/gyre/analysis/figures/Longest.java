package io.gyre.analysis.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The longest of many things, at most so many of them. Exact whatever the order of adding, since things of equal length have an order
 * of their own.
 *
 * <p>What is added is put in order only when there is twice as much as wanted. Lists that come longest first, as partials have them, are
 * then two runs to be walked side by side; all else is put in order by the lengths, kept apart: most differ.
 */
public final class Longest<E extends Longest.Entry & Comparable<E>> {
    private final int most;
    private final ArrayList<E> kept = new ArrayList<>();
    /** Of what is kept. */
    private long[] lengths = new long[16];
    /** How often what was added was not in its place behind the one before. */
    private int breaks;
    /** Where the second run begins, if there is one break. */
    private int secondRun;
    /** What is shorter is not among the longest: as many as are wanted are not. */
    private long leastNs = Long.MIN_VALUE;

    /** Compares by length first, then by whatever makes two entries different. */
    public interface Entry {
        long lengthNs();
    }

    public Longest(int most) {
        this.most = most;
    }

    /** {@return whether something of this length may be among the longest}, so that it is worth making an entry of it. */
    public boolean takes(long ns) {
        return ns >= leastNs;
    }

    public void add(E entry) {
        long ns = entry.lengthNs();
        if (ns < leastNs) {
            return;
        }
        int at = kept.size();
        if (at > 0 && !isLonger(lengths[at - 1], kept.getLast(), ns, entry)) {
            breaks++;
            secondRun = at;
        }
        if (at == lengths.length) {
            lengths = Arrays.copyOf(lengths, 2 * at);
        }
        lengths[at] = ns;
        kept.add(entry);
        if (breaks == 0 && kept.size() == most) {
            leastNs = ns;
        } else if (kept.size() >= 2L * most) {
            cut();
        }
    }

    private boolean isLonger(long leftNs, E left, long rightNs, E right) {
        return leftNs != rightNs ? leftNs > rightNs : left.compareTo(right) >= 0;
    }

    /** Leaves the longest; if that takes more than a walk, by numbers alone as far as they tell, and not in order. */
    private void cut() {
        if (kept.size() <= most) {
            return;
        }
        if (breaks == 1) {
            walk();
        } else if (breaks > 1) {
            choose();
        }
        kept.subList(most, kept.size()).clear();
        if (breaks == 0) {
            leastNs = lengths[most - 1];
        }
    }

    /** Moves the longest to the beginning. */
    private void choose() {
        long[] sorted = Arrays.copyOf(lengths, kept.size());
        Arrays.sort(sorted);
        leastNs = sorted[sorted.length - most];
        var asLong = new ArrayList<E>();
        int next = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (lengths[i] > leastNs) {
                lengths[next] = lengths[i];
                kept.set(next++, kept.get(i));
            } else if (lengths[i] == leastNs) {
                asLong.add(kept.get(i));
            }
        }
        asLong.sort(Collections.reverseOrder());
        for (E entry : asLong) {
            lengths[next] = leastNs;
            kept.set(next++, entry);
        }
    }

    /** {@return the entries, longest first} */
    public List<E> entries() {
        cut();
        if (breaks == 1) {
            walk();
        } else if (breaks > 1) {
            sort();
        }
        return List.copyOf(kept);
    }

    /** Makes one run of two. */
    private void walk() {
        int count = kept.size();
        var ordered = new ArrayList<E>(count);
        var orderedLengths = new long[lengths.length];
        int left = 0;
        int right = secondRun;
        while (ordered.size() < count) {
            boolean takesLeft = right == count || (left < secondRun
                    && isLonger(lengths[left], kept.get(left), lengths[right], kept.get(right)));
            int next = takesLeft ? left++ : right++;
            orderedLengths[ordered.size()] = lengths[next];
            ordered.add(kept.get(next));
        }
        inOrder(ordered, orderedLengths);
    }

    private void sort() {
        var ordered = new ArrayList<E>(kept.size());
        var orderedLengths = new long[lengths.length];
        int equals = 0;
        for (int next : Ranking.largestFirst(lengths, kept.size())) {
            int at = ordered.size();
            if (at > 0 && orderedLengths[at - 1] != lengths[next]) {
                ordered.subList(equals, at).sort(Collections.reverseOrder());
                equals = at;
            }
            orderedLengths[at] = lengths[next];
            ordered.add(kept.get(next));
        }
        ordered.subList(equals, ordered.size()).sort(Collections.reverseOrder());
        inOrder(ordered, orderedLengths);
    }

    private void inOrder(List<E> ordered, long[] orderedLengths) {
        kept.clear();
        kept.addAll(ordered);
        lengths = orderedLengths;
        breaks = 0;
    }
}
