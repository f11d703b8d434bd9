package io.gyre.sinks.row;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One record of a topic, on its way out of Gyre.
 *
 * @param cells as many as the table has columns, of the columns' types; null where there is nothing to tell
 */
public record Row(Table table, List<@Nullable Object> cells) {
    public Row {
        if (cells.size() != table.columns().size()) {
            throw new IllegalArgumentException(
                    table + " has " + table.columns().size() + " columns, not " + cells.size());
        }
    }
}
