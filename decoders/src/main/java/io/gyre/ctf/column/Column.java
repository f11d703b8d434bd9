package io.gyre.ctf.column;

import io.gyre.ctf.read.FieldNode;
import java.util.Arrays;

/** The values of one field. Not thread-safe; valid while its table is. */
public abstract sealed class Column permits LongColumn, DoubleColumn, BytesColumn {
    private static final int FIRST_SIZE = 64;

    private final String name;
    private final FieldNode node;
    private final Shape shape;
    private final int[] ends;
    private int count;

    /** How many values a row has. */
    public enum Shape {
        /** One; the value of row r is value r. */
        SINGLE,
        /** None, one or more: the elements of an array, or what a variant or an optional holds. */
        MANY
    }

    Column(String name, FieldNode node, Shape shape, int capacity) {
        this.name = name;
        this.node = node;
        this.shape = shape;
        this.ends = new int[shape == Shape.MANY ? capacity : 0];
    }

    /** {@return the size that an array of values begins with} */
    static int firstSize(Shape shape, int capacity) {
        return shape == Shape.SINGLE ? capacity : FIRST_SIZE;
    }

    /** {@return the field's path}, such as {@code msg.part[].x} or {@code $ctx.vtid} */
    public String name() {
        return name;
    }

    public FieldNode node() {
        return node;
    }

    public Shape shape() {
        return shape;
    }

    /** {@return the number of the first value of a row} */
    public int from(int row) {
        return shape == Shape.SINGLE ? row : row == 0 ? 0 : ends[row - 1];
    }

    /** {@return the number after that of a row's last value; that of the first when the row has none} */
    public int to(int row) {
        return shape == Shape.SINGLE ? row + 1 : ends[row];
    }

    /** {@return how many values have been added, for columns that count them} */
    final int count() {
        return count;
    }

    /** {@return where the next value goes, which is then taken} */
    final int next() {
        int at = count;
        count++;
        return at;
    }

    /** Ends a row of a column of {@link Shape#MANY}. */
    final void endRow(int row) {
        if (shape == Shape.MANY) {
            ends[row] = count;
        }
    }

    /** Forgets what was added to a row. */
    void abortRow(int row) {
        count = from(row);
    }

    void clear() {
        count = 0;
    }

    /** {@return how much memory its values take, roughly} */
    abstract long bulk();

    static int larger(int size) {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE - 8L, size * 2L));
    }

    static long[] grown(long[] values) {
        return Arrays.copyOf(values, larger(values.length));
    }
}
