package io.gyre.ctf.column;

import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.read.Checksums;
import java.util.function.Consumer;

/**
 * Adds up what is in columns, as {@link Checksums} does with fields. Floating-point numbers are added in the order of their columns, so
 * that their sum may differ in its last digits.
 */
public final class ColumnChecksums implements Consumer<ColumnTable> {
    private long events;
    private long clock;
    private long integerSum;
    private long stringBytes;
    private long integers;
    private double floatSum;

    /** {@return the sums of what has been handed on} */
    public Checksums.Sums sums() {
        return new Checksums.Sums(events, clock, integerSum, stringBytes, floatSum, integers);
    }

    @Override
    public void accept(ColumnTable table) {
        int rows = table.rows();
        events += rows;
        long[] cycles = table.cycles();
        for (int row = 0; row < rows; row++) {
            clock += cycles[row];
        }
        for (Column column : table.columns()) {
            add(column, column.from(0), column.to(rows - 1));
        }
    }

    /** Adds the values from one number up to but without another. */
    private void add(Column column, int from, int to) {
        switch (column) {
            case LongColumn longs -> {
                long[] values = longs.values();
                for (int i = from; i < to; i++) {
                    integerSum += values[i];
                }
                integers += column.node().fieldClass() instanceof FieldClass.FixedLengthBoolean ? 0 : to - from;
            }
            case DoubleColumn doubles -> {
                double[] values = doubles.values();
                for (int i = from; i < to; i++) {
                    floatSum += values[i];
                }
            }
            case BytesColumn bytes -> stringBytes += isBlob(column) || to == from
                    ? 0
                    : bytes.offset(to - 1) + bytes.length(to - 1) - bytes.offset(from);
        }
    }

    private static boolean isBlob(Column column) {
        return column.node().fieldClass() instanceof FieldClass.StaticLengthBlob
                || column.node().fieldClass() instanceof FieldClass.DynamicLengthBlob;
    }
}
