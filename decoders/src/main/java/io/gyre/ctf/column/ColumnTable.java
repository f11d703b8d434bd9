package io.gyre.ctf.column;

import io.gyre.ctf.layout.EventLayout;
import io.gyre.ctf.layout.FieldTree;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A batch of events of one class. Not thread-safe. */
public final class ColumnTable {
    /** A table is handed on before its values take much more than this. */
    private static final long BULK_LIMIT = 1 << 22;

    private final EventRecordClass eventClass;
    private final List<Column> columns = new ArrayList<>();
    /** Those that know how many values they hold: not the single numbers. */
    private final List<Column> counting;
    private final long[] cycles;
    private final long[] timestamps;
    private final int[] cpus;
    private final Consumer<ColumnTable> consumer;
    private int rows;

    ColumnTable(EventLayout event, ColumnChoice choice, int capacity, Consumer<ColumnTable> consumer) {
        this.eventClass = event.eventClass();
        this.consumer = consumer;
        this.cycles = new long[capacity];
        this.timestamps = new long[capacity];
        this.cpus = new int[capacity];
        for (Scope scope : Scope.values()) {
            FieldTree root = event.roots().get(scope);
            if (root != null) {
                String prefix = scope == Scope.EVENT_RECORD_PAYLOAD ? "" : "$ctx.";
                for (FieldTree member : root.children()) {
                    add(prefix + member.node().name(), member, Column.Shape.SINGLE, choice);
                }
            }
        }
        this.counting = columns.stream()
                .filter(column -> column.shape() == Column.Shape.MANY || column instanceof BytesColumn).toList();
    }

    private void add(String path, FieldTree tree, Column.Shape shape, ColumnChoice choice) {
        switch (tree.node().fieldClass()) {
            case FieldClass.Structure _ -> tree.children()
                    .forEach(member -> add(path + "." + member.node().name(), member, shape, choice));
            case FieldClass.StaticLengthArray _,FieldClass.DynamicLengthArray _ -> add(path + "[]",
                    tree.children().getFirst(), Column.Shape.MANY, choice);
            case FieldClass.Optional _ -> add(path, tree.children().getFirst(), Column.Shape.MANY, choice);
            case FieldClass.Variant _ -> tree.children()
                    .forEach(option -> add(path + "." + option.node().name(), option, Column.Shape.MANY, choice));
            case FieldClass.FixedLength _,FieldClass.VariableLengthInteger _,FieldClass.NullTerminatedString _,FieldClass.StaticLengthString _,FieldClass.DynamicLengthString _,FieldClass.StaticLengthBlob _,FieldClass.DynamicLengthBlob _ -> {
                if (choice.wants(path)) {
                    columns.add(column(path, tree, shape));
                }
            }
        }
    }

    private Column column(String path, FieldTree tree, Column.Shape shape) {
        return switch (tree.node().fieldClass()) {
            case FieldClass.FixedLengthFloatingPoint _ -> new DoubleColumn(path, tree.node(), shape, cycles.length);
            case FieldClass.FixedLength _,FieldClass.VariableLengthInteger _ -> new LongColumn(path, tree.node(), shape,
                    cycles.length);
            case FieldClass.NullTerminatedString _,FieldClass.StaticLengthString _,FieldClass.DynamicLengthString _,FieldClass.StaticLengthBlob _,FieldClass.DynamicLengthBlob _ ->
                new BytesColumn(path, tree.node(), shape, cycles.length);
            case FieldClass.Structure _,FieldClass.StaticLengthArray _,FieldClass.DynamicLengthArray _,FieldClass.Optional _,FieldClass.Variant _ ->
                throw new IllegalStateException("no value: " + path);
        };
    }

    public EventRecordClass eventClass() {
        return eventClass;
    }

    /** {@return how many events there are} */
    public int rows() {
        return rows;
    }

    /** {@return in the order of the fields} */
    public List<Column> columns() {
        return columns;
    }

    /** {@return the column of a path, if the event class has it and it was chosen} */
    public Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** {@return the default clock's value of each event; 0 without a clock} */
    public long[] cycles() {
        return cycles;
    }

    /** {@return the time of each event, in nanoseconds since the clock's origin; 0 without a clock} */
    public long[] timestampsNs() {
        return timestamps;
    }

    /** {@return the CPU of each event's packet; -1 without one} */
    public int[] cpus() {
        return cpus;
    }

    /** Ends a row, all of whose values are in the columns; for generated code. */
    public void endRow(long clock, long timestampNs, int cpu) {
        cycles[rows] = clock;
        timestamps[rows] = timestampNs;
        cpus[rows] = cpu;
        long bulk = 0;
        for (int i = 0; i < counting.size(); i++) {
            Column column = counting.get(i);
            column.endRow(rows);
            bulk += column.bulk();
        }
        rows++;
        if (rows == cycles.length || bulk > BULK_LIMIT) {
            flush();
        }
    }

    /** Forgets what is in the columns of a row that was not ended; for generated code. */
    public void abortRow() {
        for (Column column : counting) {
            column.abortRow(rows);
        }
    }

    /** Hands the rows on, if there are any. */
    void flush() {
        if (rows > 0) {
            consumer.accept(this);
            rows = 0;
            counting.forEach(Column::clear);
        }
    }
}
