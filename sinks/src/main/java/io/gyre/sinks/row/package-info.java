/**
 * Rows: what results, quarantine and unreadable records look like outside of Gyre. {@link io.gyre.sinks.row.Table} has the columns; JSON
 * objects and Parquet files are made of the same cells.
 */
@NullMarked
package io.gyre.sinks.row;

import org.jspecify.annotations.NullMarked;
