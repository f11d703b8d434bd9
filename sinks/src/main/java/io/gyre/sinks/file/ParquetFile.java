package io.gyre.sinks.file;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

import io.gyre.sinks.row.Column;
import io.gyre.sinks.row.Row;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as Parquet, through DuckDB in this process.
 *
 * <p>Each file has a database of its own, in memory: after an error DuckDB may refuse further work on the same one.
 */
final class ParquetFile {
    private ParquetFile() {}

    /** Writes rows of one table. An error of the disk comes with the operating system's own words. */
    static void write(Path file, List<Row> rows) throws IOException {
        List<Column> columns = rows.getFirst().table().columns();
        try (DuckDBConnection connection = DuckDb.open(); Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE batch ("
                    + columns.stream().map(column -> column.name() + " " + column.type().sqlName())
                            .collect(Collectors.joining(", "))
                    + ")");
            try (DuckDBAppender appender = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "batch")) {
                for (Row row : rows) {
                    append(appender, columns, row);
                }
            }
            statement.execute(
                    "COPY batch TO '" + file.toString().replace("'", "''") + "' (FORMAT parquet, COMPRESSION zstd)");
        } catch (SQLException e) {
            throw new IOException("DuckDB could not write " + file + ": " + e.getMessage(), e);
        }
    }

    private static void append(DuckDBAppender appender, List<Column> columns, Row row) throws SQLException {
        appender.beginRow();
        for (int i = 0; i < columns.size(); i++) {
            appendCell(appender, columns.get(i), row.cells().get(i));
        }
        appender.endRow();
    }

    private static void appendCell(DuckDBAppender appender, Column column, @Nullable Object cell) throws SQLException {
        if (cell == null) {
            appender.appendNull();
            return;
        }
        switch (column.type()) {
            case TEXT, JSON -> appender.append((String) cell);
            case INTEGER -> appender.append(((Long) cell).longValue());
            case BOOLEAN -> appender.append(((Boolean) cell).booleanValue());
        }
    }
}
