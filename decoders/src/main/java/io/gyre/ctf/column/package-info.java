/**
 * Events as columns: the values of each field of an event class in a primitive array, a batch of events at a time; for sinks that
 * write columns, and for whoever computes over many events at once.
 *
 * {@snippet :
 * var batches = new ColumnBatches(ColumnChoice.of("prev_*", "$ctx.vtid"), 4096, table -> …);
 * try (var reader = EventReader.columns(inputs, batches, Selection.ALL, Damage.STRICT)) {
 *     reader.runUntil(Long.MAX_VALUE);
 * }
 * batches.flush();
 * }
 *
 * <p>There is one {@link io.gyre.ctf.column.ColumnTable} per event class of a trace, and one column per field that holds a value,
 * however deep it lies. A field that lies in an array, a variant or an optional has any number of values in a row. The arrays are
 * those that the reader fills: they are valid until the consumer returns.
 */
@NullMarked
package io.gyre.ctf.column;

import org.jspecify.annotations.NullMarked;
