package io.gyre.analysis.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The longest of many things, at most so many of them. Exact whatever the order of adding, since things of equal length have an order
 * of their own.
 *
 * <p>What is added is put in order only when there is twice as much as wanted: lists that come longest first, as partials have them, are
 * then two runs to be walked side by side.
 */
public final class Longest<E extends Longest.Entry & Comparable<E>> {
    private final int most;
    private final ArrayList<E> kept = new ArrayList<>();
    private final Comparator<E> longestFirst = (left, right) -> compare(right, left);
    /** Whether {@link #kept} is in order, as far as is known. */
    private boolean isInOrder = true;
    private long lastNs;
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
        isInOrder = isInOrder && (kept.isEmpty() || ns < lastNs
                || (ns == lastNs && kept.getLast().compareTo(entry) >= 0));
        lastNs = ns;
        kept.add(entry);
        if (isInOrder && kept.size() == most) {
            leastNs = ns;
        } else if (kept.size() >= 2L * most) {
            cut();
        }
    }

    /** Leaves the longest, by numbers alone as far as they tell: to put all in order takes several times as long. */
    private void cut() {
        if (kept.size() <= most) {
            return;
        }
        if (!isInOrder) {
            long[] lengths = new long[kept.size()];
            for (int i = 0; i < lengths.length; i++) {
                lengths[i] = kept.get(i).lengthNs();
            }
            Arrays.sort(lengths);
            leastNs = lengths[lengths.length - most];
            var asLong = new ArrayList<E>();
            int next = 0;
            for (E entry : kept) {
                if (entry.lengthNs() > leastNs) {
                    kept.set(next++, entry);
                } else if (entry.lengthNs() == leastNs) {
                    asLong.add(entry);
                }
            }
            asLong.sort(longestFirst);
            for (E entry : asLong) {
                kept.set(next++, entry);
            }
        } else {
            leastNs = kept.get(most - 1).lengthNs();
        }
        kept.subList(most, kept.size()).clear();
        lastNs = leastNs;
    }

    /** {@return the entries, longest first} */
    public List<E> entries() {
        cut();
        if (!isInOrder) {
            kept.sort(longestFirst);
            isInOrder = true;
            lastNs = kept.getLast().lengthNs();
        }
        return List.copyOf(kept);
    }

    /** Most entries differ in their length: to look at it here saves the call of an order made of several. */
    private static <E extends Entry & Comparable<E>> int compare(E left, E right) {
        int byLength = Long.compare(left.lengthNs(), right.lengthNs());
        return byLength != 0 ? byLength : left.compareTo(right);
    }
}
