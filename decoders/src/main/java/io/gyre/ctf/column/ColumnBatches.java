package io.gyre.ctf.column;

import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.model.EventRecordClass;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Where a reader puts events: a table for each event class, handed on when it is full. Tables come in the order in which they fill
 * up; the rows of one are in time order. Not thread-safe.
 */
public final class ColumnBatches {
    private final ColumnChoice choice;
    private final int capacity;
    private final Consumer<ColumnTable> consumer;
    private final Map<Key, ColumnTable> tables = new LinkedHashMap<>();

    /** Of the same layout, which is one for equal traces. */
    private record Key(StreamLayout layout, long eventClass) {}

    /**
     * @param capacity how many events a table holds
     * @param consumer is handed each full table, which is used again when it returns
     */
    public ColumnBatches(ColumnChoice choice, int capacity, Consumer<ColumnTable> consumer) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a table of " + capacity + " rows");
        }
        this.choice = choice;
        this.capacity = capacity;
        this.consumer = consumer;
    }

    public ColumnChoice choice() {
        return choice;
    }

    /** {@return the table of an event class}, for readers. */
    public ColumnTable table(StreamLayout layout, EventRecordClass eventClass) {
        return tables.computeIfAbsent(new Key(layout, eventClass.id()),
                _ -> new ColumnTable(layout.event(eventClass), choice, capacity, consumer));
    }

    /** Hands on all tables that hold anything. */
    public void flush() {
        tables.values().forEach(ColumnTable::flush);
    }
}
