package io.gyre.analysis.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The longest of many things, at most so many of them. Exact whatever the order of adding, since things of equal length have an order
 * of their own.
 */
public final class Longest<E extends Longest.Entry & Comparable<E>> {
    private final int most;
    private final PriorityQueue<E> shortestFirst = new PriorityQueue<>();

    /** Compares by length first, then by whatever makes two entries different. */
    public interface Entry {
        long lengthNs();
    }

    public Longest(int most) {
        this.most = most;
    }

    /** {@return whether something of this length may be among the longest}, so that it is worth making an entry of it. */
    public boolean takes(long ns) {
        E shortest = shortestFirst.peek();
        return shortest == null || shortestFirst.size() < most || ns >= shortest.lengthNs();
    }

    public void add(E entry) {
        shortestFirst.add(entry);
        if (shortestFirst.size() > most) {
            shortestFirst.remove();
        }
    }

    /** {@return the entries, longest first} */
    public List<E> entries() {
        var entries = new ArrayList<E>(shortestFirst);
        entries.sort(Comparator.reverseOrder());
        return List.copyOf(entries);
    }

    /** {@return the longest of two lists} */
    public static <E extends Entry & Comparable<E>> List<E> of(List<E> left, List<E> right, int most) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.isEmpty() ? right : left;
        }
        var longest = new Longest<E>(most);
        left.forEach(longest::add);
        right.forEach(longest::add);
        return longest.entries();
    }
}
