package io.gyre.analysis.user.log;

import java.util.Comparator;

/** Who logs at which level. */
record Source(Framework framework, String logger, int level) implements Comparable<Source> {

    private static final Comparator<Source> ORDER = Comparator.comparing(Source::framework)
            .thenComparing(Source::logger).thenComparingInt(Source::level);

    @Override
    public int compareTo(Source other) {
        return ORDER.compare(this, other);
    }
}
