package io.gyre.analysis;

import java.util.Locale;

/**
 * How much of an answer people want to see.
 *
 * @param rows the most of each table that can grow long
 * @param threads whose rows
 */
public record Detail(int rows, Threads threads) {
    public static final Detail USUAL = new Detail(10);

    public Detail(int rows) {
        this(rows, Threads.ALL);
    }

    /** {@return how many rows a renderer puts into a {@link #table} that can grow long}: all of them where the table has to choose. */
    public int top() {
        return threads.isAll() ? rows : Integer.MAX_VALUE;
    }

    /** {@return a line that tells of rows that are not shown}; nothing when there are none, or when the table tells it itself. */
    public String more(long count, String what) {
        return count <= top() ? "" : String.format(Locale.ROOT, "and %,d more %s\n", count - rows, what);
    }

    /**
     * {@return a table that shows what is wanted}. Where only some threads are, it looks for them in its columns {@code TID} and
     * {@code thread}; without these it shows nothing.
     */
    public TextTable table(String... heads) {
        return new TextTable(this, heads);
    }

    /** {@return what is told of all threads together}: nothing where only some are wanted. */
    public String ofAll(String text) {
        return threads.isAll() ? text : "";
    }
}
