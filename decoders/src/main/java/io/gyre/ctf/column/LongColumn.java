package io.gyre.ctf.column;

import io.gyre.ctf.read.FieldNode;

/** Integers, extended to 64 bits as their class says; bit arrays; booleans as 0 and 1. */
public final class LongColumn extends Column {
    private long[] values;

    LongColumn(String name, FieldNode node, Shape shape, int capacity) {
        super(name, node, shape, capacity);
        this.values = new long[firstSize(shape, capacity)];
    }

    /** {@return the values, by their numbers; what lies past the last row's is of no meaning} */
    public long[] values() {
        return values;
    }

    /** Adds a value to the row at hand, for generated code. */
    public void add(long value) {
        int at = next();
        if (at == values.length) {
            values = grown(values);
        }
        values[at] = value;
    }

    @Override
    long bulk() {
        return 8L * count();
    }
}
