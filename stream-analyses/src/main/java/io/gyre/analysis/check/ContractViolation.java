package io.gyre.analysis.check;

import io.gyre.analysis.TextTable;

/** An analysis does not keep a {@link Law}. The message has its name, the law, the time, and what was found. */
public final class ContractViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String analysis;
    private final Law law;
    private final long ns;

    ContractViolation(String analysis, Law law, long ns, String found) {
        super("analysis " + analysis + " breaks the law " + law.code() + " at " + time(ns) + ": " + found + " ("
                + law.words() + ")");
        this.analysis = analysis;
        this.law = law;
        this.ns = ns;
    }

    private static String time(long ns) {
        return ns == Long.MIN_VALUE ? "the beginning" : TextTable.time(ns);
    }

    /** {@return its name} */
    public String analysis() {
        return analysis;
    }

    public Law law() {
        return law;
    }

    /**
     * {@return the time up to which events had been handed, in nanoseconds since the epoch}; {@link Long#MIN_VALUE} before the first. Of merging,
     * which goes on while other events are handed, it is about when.
     */
    public long ns() {
        return ns;
    }
}
