package io.gyre.sinks.file;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One record of a topic, on its way into files.
 *
 * @param group the folder that it belongs to
 * @param cells as many as the table has columns, of the columns' types; null where there is nothing to tell
 */
record Row(Table table, String group, List<@Nullable Object> cells) {
    Row {
        if (cells.size() != table.columns().size()) {
            throw new IllegalArgumentException(
                    table + " has " + table.columns().size() + " columns, not " + cells.size());
        }
    }
}
