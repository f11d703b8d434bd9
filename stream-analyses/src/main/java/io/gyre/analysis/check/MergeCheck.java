package io.gyre.analysis.check;

import io.gyre.analysis.Analysis;
import io.gyre.analysis.PartialFormatException;
import java.util.Arrays;

/** The laws of merging and of encoding, on the partials at hand. */
final class MergeCheck<P> {
    private final Analysis<P> analysis;
    private volatile long reachedNs = Long.MIN_VALUE;

    MergeCheck(Analysis<P> analysis) {
        this.analysis = analysis;
    }

    /** Remembers up to when events were handed, to tell about when partials are merged. */
    void reached(long ns) {
        if (ns > reachedNs) {
            reachedNs = ns;
        }
    }

    long reachedNs() {
        return reachedNs;
    }

    String name() {
        return analysis.name();
    }

    P empty() {
        return analysis.empty();
    }

    byte[] encode(P partial) {
        return analysis.encode(partial);
    }

    ContractViolation violation(Law law, long ns, String found) {
        return new ContractViolation(analysis.name(), law, ns, found);
    }

    /** The encoding is stable, and the empty partial is neutral. */
    void single(long ns, P partial) {
        byte[] encoding = analysis.encode(partial);
        try {
            demandSame(Law.STABLE_ENCODING, ns, "what was written and read", analysis.decode(encoding), partial);
        } catch (PartialFormatException e) {
            throw violation(Law.STABLE_ENCODING, ns, "what was written cannot be read: " + e.getMessage());
        }
        demandSame(Law.EMPTY_IS_NEUTRAL, ns, "with the empty partial before it", merge(ns, analysis.empty(), partial),
                partial);
        demandSame(Law.EMPTY_IS_NEUTRAL, ns, "with the empty partial after it", merge(ns, partial, analysis.empty()),
                partial);
    }

    /** Three neighbours, and two of them with a gap between. */
    void associative(long ns, P first, P second, P third) {
        demandSame(Law.ASSOCIATIVE, ns, "merged from the left", merge(ns, merge(ns, first, second), third),
                merge(ns, first, merge(ns, second, third)));
        P gap = analysis.gap();
        demandSame(Law.ASSOCIATIVE, ns, "with a gap, merged from the left", merge(ns, merge(ns, first, gap), third),
                merge(ns, first, merge(ns, gap, third)));
    }

    /** {@return both, once it is sure that merging has left them as they were} */
    P merge(long ns, P left, P right) {
        byte[] leftBefore = analysis.encode(left);
        byte[] rightBefore = analysis.encode(right);
        P merged = analysis.merge(left, right);
        demandUnchanged(ns, "the left one of two that were merged", left, leftBefore);
        demandUnchanged(ns, "the right one of two that were merged", right, rightBefore);
        return merged;
    }

    void demandUnchanged(long ns, String what, P partial, byte[] before) {
        byte[] now = analysis.encode(partial);
        if (!Arrays.equals(before, now)) {
            throw violation(Law.PARTIALS_STAY, ns, what + " has changed" + difference(now, before));
        }
    }

    void demandSame(Law law, long ns, String what, P found, P expected) {
        byte[] one = analysis.encode(found);
        byte[] other = analysis.encode(expected);
        if (!Arrays.equals(one, other)) {
            throw violation(law, ns, what + " it is another partial" + difference(one, other));
        }
    }

    private static String difference(byte[] found, byte[] expected) {
        return ": " + found.length + " bytes and not " + expected.length + ", the first that differs is byte "
                + Arrays.mismatch(found, expected);
    }
}
