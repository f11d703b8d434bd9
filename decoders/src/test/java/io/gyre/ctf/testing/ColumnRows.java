package io.gyre.ctf.testing;

import io.gyre.ctf.column.BytesColumn;
import io.gyre.ctf.column.Column;
import io.gyre.ctf.column.ColumnTable;
import io.gyre.ctf.column.DoubleColumn;
import io.gyre.ctf.column.LongColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Writes each row of a table down: its time, and the values of each field, by the fields' numbers. */
public final class ColumnRows implements Consumer<ColumnTable> {
    private final Map<String, List<String>> byClass = new TreeMap<>();

    public Map<String, List<String>> byClass() {
        return byClass;
    }

    @Override
    public void accept(ColumnTable table) {
        List<String> rows = byClass.computeIfAbsent(table.eventClass().name(), _ -> new ArrayList<>());
        for (int row = 0; row < table.rows(); row++) {
            var fields = new TreeMap<Integer, List<String>>();
            for (Column column : table.columns()) {
                for (int i = column.from(row); i < column.to(row); i++) {
                    fields.computeIfAbsent(column.node().index(), _ -> new ArrayList<>()).add(value(column, i));
                }
            }
            rows.add(table.cycles()[row] + " " + table.timestampsNs()[row] + " " + table.cpus()[row] + " " + fields);
        }
    }

    private static String value(Column column, int i) {
        return switch (column) {
            case LongColumn longs -> Long.toString(longs.values()[i]);
            case DoubleColumn doubles -> Double.toString(doubles.values()[i]);
            case BytesColumn bytes -> Arrays.toString(
                    Arrays.copyOfRange(bytes.bytes(), bytes.offset(i), bytes.offset(i) + bytes.length(i)));
        };
    }
}
