package io.gyre.analysis.figures;

import java.util.Locale;

/** A histogram for the terminal: a row for each power of two between the shortest and the longest duration. */
public final class Bars {
    private static final int WIDTH = 40;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private Bars() {}

    /** {@return the rows, each line ended}; nothing for an empty histogram. */
    public static String of(Histogram histogram) {
        var counts = new long[Long.SIZE];
        int first = Long.SIZE;
        int last = -1;
        long most = 0;
        for (int power = 0; power < Long.SIZE - 1; power++) {
            long from = power == 0 ? 0 : 1L << power;
            long to = power == Long.SIZE - 2 ? Long.MAX_VALUE : 1L << (power + 1);
            counts[power] = histogram.countBetween(from, to);
            if (counts[power] > 0) {
                first = Math.min(first, power);
                last = power;
                most = Math.max(most, counts[power]);
            }
        }
        var text = new StringBuilder();
        for (int power = first; power <= last; power++) {
            text.append(String.format(Locale.ROOT, "%9s to %-9s %10s  %s", duration(power == 0 ? 0 : 1L << power),
                    duration(1L << (power + 1)), String.format(Locale.ROOT, "%,d", counts[power]),
                    bar(counts[power], most)).stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String bar(long count, long most) {
        long eighths = Math.ceilDiv(count * WIDTH * 8, most);
        return "█".repeat((int) (eighths / 8)) + EIGHTHS.charAt((int) (eighths % 8));
    }

    /** {@return a duration with three digits}: {@code 1.02 µs} */
    public static String duration(long ns) {
        if (ns < 1000) {
            return ns + " ns";
        }
        double value = ns / 1000.0;
        for (String unit : new String[]{ "µs", "ms"}) {
            if (value < 999.5) {
                return digits(value) + " " + unit;
            }
            value /= 1000;
        }
        return digits(value) + " s";
    }

    private static String digits(double value) {
        return String.format(Locale.ROOT, value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f", value);
    }
}
