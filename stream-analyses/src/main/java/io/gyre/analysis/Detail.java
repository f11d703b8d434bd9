package io.gyre.analysis;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

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
     * {@code thread}, {@code waker} and {@code woken}, {@code Wakee}; without these for their processes in {@code PID} and {@code process}, a process being
     * known by its first thread; without any of them it shows nothing.
     */
    public TextTable table(String... heads) {
        return new TextTable(this, heads);
    }

    /** {@return the parts that are not empty, with an empty line between them} */
    public static String parts(Object... parts) {
        return Arrays.stream(parts).map(Object::toString).filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** {@return what is told of all threads together}: nothing where only some are wanted. */
    public String ofAll(String text) {
        return threads.isAll() ? text : "";
    }
}
