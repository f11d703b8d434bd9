package io.gyre.ctf.column;

import io.gyre.ctf.read.FieldNode;
import java.util.Arrays;

/** Floating-point numbers. */
public final class DoubleColumn extends Column {
    private double[] values;

    DoubleColumn(String name, FieldNode node, Shape shape, int capacity) {
        super(name, node, shape, capacity);
        this.values = new double[firstSize(shape, capacity)];
    }

    /** {@return the values, by their numbers; what lies past the last row's is of no meaning} */
    public double[] values() {
        return values;
    }

    /** Adds a value to the row at hand, for generated code. */
    public void add(double value) {
        int at = next();
        if (at == values.length) {
            values = Arrays.copyOf(values, larger(values.length));
        }
        values[at] = value;
    }

    @Override
    long bulk() {
        return 8L * count();
    }
}
