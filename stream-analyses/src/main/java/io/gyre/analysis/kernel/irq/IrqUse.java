package io.gyre.analysis.kernel.irq;

import io.gyre.analysis.View;
import io.gyre.analysis.figures.Distribution;
import io.gyre.analysis.figures.FixedMap;
import io.gyre.analysis.figures.Longest;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Interrupts: the partial of {@link IrqAnalysis}. Its size is bounded by the interrupts and CPUs of the machine, of each map at most
 * {@value #MOST} entries, those with the lowest numbers.
 *
 * @param spans how long each took, or waited
 * @param unhandled exits of handlers that said that the interrupt was not theirs, by number
 * @param names of hardware interrupts by number, at most {@value #MOST_NAMES} each: several devices may share one
 * @param longest at most {@value #MOST_LONGEST} of hard and soft interrupts and waits together, longest first
 */
public record IrqUse(SortedMap<Interrupt, Distribution> spans, SortedMap<Integer, Long> unhandled,
        SortedMap<Integer, SortedSet<String>> names, List<Span> longest, SortedMap<OnCpu, Ends> open, boolean hasGap) {

    static final int MOST = 1 << 12;
    static final int MOST_NAMES = 8;
    static final int MOST_LONGEST = 100;

    public static final IrqUse NONE = ends(Collections.emptySortedMap(), Collections.emptySortedMap(), false);
    public static final IrqUse GAP = ends(Collections.emptySortedMap(), Collections.emptySortedMap(), true);

    public IrqUse {
        spans = FixedMap.of(spans);
        unhandled = FixedMap.of(unhandled);
        names = FixedMap.of(names);
        longest = List.copyOf(longest);
        open = FixedMap.of(open);
    }

    private static IrqUse ends(SortedMap<Integer, SortedSet<String>> names, SortedMap<OnCpu, Ends> open, boolean gap) {
        return new IrqUse(Collections.emptySortedMap(), Collections.emptySortedMap(), names, List.of(), open, gap);
    }

    /** {@return this and then {@code next}} */
    public IrqUse followedBy(IrqUse next) {
        var joinedSpans = new TreeMap<>(spans);
        next.spans.forEach((interrupt, spread) -> joinedSpans.merge(interrupt, spread, Distribution::plus));
        var joinedLongest = new Longest<Span>(MOST_LONGEST);
        longest.forEach(joinedLongest::add);
        next.longest.forEach(joinedLongest::add);
        var ends = new TreeMap<OnCpu, Ends>();
        open.forEach((on, left) -> {
            if (!next.open.containsKey(on)) {
                ends.put(on, next.hasGap ? left.beforeGap() : left);
            }
        });
        next.open.forEach((on, right) -> {
            Ends left = open.get(on);
            if (left == null && !hasGap) {
                ends.put(on, right);
                return;
            }
            Ends known = left == null ? new Ends(Ends.First.FORGOTTEN, Ends.NEVER, Ends.NEVER, Ends.NEVER) : left;
            long begun = known.beganNs(right);
            if (known.first() != Ends.First.UNTOUCHED && right.first() == Ends.First.ENDED && begun != Ends.NEVER) {
                var span = new Span(begun, right.firstNs(), on.interrupt(), on.cpu());
                joinedSpans.merge(on.interrupt(), Distribution.of(span.lengthNs()), Distribution::plus);
                joinedLongest.add(span);
            }
            ends.put(on, known.followedBy(right));
        });
        var joinedUnhandled = new TreeMap<>(unhandled);
        next.unhandled.forEach((irq, count) -> joinedUnhandled.merge(irq, count, Long::sum));
        return new IrqUse(limited(joinedSpans), limited(joinedUnhandled), names(next), joinedLongest.entries(),
                limited(ends), hasGap || next.hasGap);
    }

    private SortedMap<Integer, SortedSet<String>> names(IrqUse next) {
        var joined = new TreeMap<>(names);
        next.names.forEach((irq, more) -> joined.merge(irq, more, IrqUse::together));
        return limited(joined);
    }

    private static SortedSet<String> together(SortedSet<String> some, SortedSet<String> more) {
        if (some.containsAll(more)) {
            return some;
        }
        var all = new TreeSet<>(some);
        all.addAll(more);
        while (all.size() > MOST_NAMES) {
            all.pollLast();
        }
        return all;
    }

    static <K extends Comparable<K>, V> TreeMap<K, V> limited(TreeMap<K, V> map) {
        while (map.size() > MOST) {
            map.pollLastEntry();
        }
        return map;
    }

    /** {@return what a stretch of time has to tell, its left ends resolved by all that was before} */
    public static IrqUse resolved(View<IrqUse> view) {
        IrqUse before = view.before();
        // What was open when all that began is told there, and not again.
        SortedMap<OnCpu, Ends> open = FixedMap.changed(before.open, Ends::afterGap);
        return GAP.followedBy(ends(before.names, open, before.hasGap).followedBy(view.value()));
    }

    /** {@return the numbers of those of this kind that have ended} */
    SortedSet<Integer> numbers(Kind kind) {
        var numbers = new TreeSet<Integer>();
        spans.keySet().stream().filter(interrupt -> interrupt.kind() == kind)
                .forEach(interrupt -> numbers.add(interrupt.number()));
        return numbers;
    }

    Distribution spread(Interrupt interrupt) {
        return spans.getOrDefault(interrupt, Distribution.NONE);
    }

    String name(Interrupt interrupt) {
        return interrupt.kind() == Kind.HARD
                ? String.join(", ", names.getOrDefault(interrupt.number(), Collections.emptySortedSet()))
                : interrupt.softName();
    }
}
