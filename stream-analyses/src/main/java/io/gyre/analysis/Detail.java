package io.gyre.analysis;

import java.util.Locale;

/**
 * How much of an answer people want to see.
 *
 * @param top the most rows of each table that can grow long
 */
public record Detail(int top) {
    public static final Detail USUAL = new Detail(10);

    /** {@return a line that tells of rows that are not shown}; nothing when there are none */
    public String more(long rows, String what) {
        return rows <= top ? "" : String.format(Locale.ROOT, "and %,d more %s\n", rows - top, what);
    }
}
