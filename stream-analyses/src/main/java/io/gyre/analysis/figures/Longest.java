package io.gyre.analysis.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The longest of many things, at most so many of them. Exact whatever the order of adding, since things of equal length have an order
 * of their own.
 */
public final class Longest<E extends Longest.Entry & Comparable<E>> {
    private final int most;
    private final PriorityQueue<E> shortestFirst = new PriorityQueue<>(Longest::compare);

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
        entries.sort((left, right) -> compare(right, left));
        return List.copyOf(entries);
    }

    /** {@return the longest of two lists} */
    public static <E extends Entry & Comparable<E>> List<E> of(List<E> left, List<E> right, int most) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.isEmpty() ? right : left;
        }
        return areLongestFirst(left) && areLongestFirst(right) ? merged(left, right, most) : sorted(left, right, most);
    }

    private static <E extends Entry & Comparable<E>> List<E> sorted(List<E> left, List<E> right, int most) {
        var longest = new Longest<E>(most);
        left.forEach(longest::add);
        right.forEach(longest::add);
        return longest.entries();
    }

    private static <E extends Entry & Comparable<E>> List<E> merged(List<E> left, List<E> right, int most) {
        int size = Math.min(most, left.size() + right.size());
        var longest = new ArrayList<E>(size);
        int next = 0;
        int other = 0;
        while (longest.size() < size) {
            boolean isLeft = other == right.size()
                    || (next < left.size() && compare(left.get(next), right.get(other)) >= 0);
            longest.add(isLeft ? left.get(next++) : right.get(other++));
        }
        return List.copyOf(longest);
    }

    /** What a partial tells may have been given other names, by which equals in length are ordered. */
    private static <E extends Entry & Comparable<E>> boolean areLongestFirst(List<E> entries) {
        for (int i = 1; i < entries.size(); i++) {
            if (compare(entries.get(i - 1), entries.get(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Most entries differ in their length: to look at it here saves the call of an order made of several. */
    private static <E extends Entry & Comparable<E>> int compare(E left, E right) {
        int byLength = Long.compare(left.lengthNs(), right.lengthNs());
        return byLength != 0 ? byLength : left.compareTo(right);
    }
}
