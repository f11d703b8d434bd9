package io.gyre.sinks.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

import io.gyre.sinks.SinkException;
import io.gyre.sinks.SinkProblem;
import org.duckdb.DuckDBConnection;

/**
 * DuckDB in this process.
 *
 * <p>Its driver unpacks a native library of 70 MB into {@code java.io.tmpdir} and removes it when the process ends in order; one that
 * is killed would leave it there each time. A library that is loaded needs its file no more, so it goes right away.
 */
final class DuckDb {
    private static final String MEMORY_LIMIT = "512MB";
    private static final Path MAPPED_FILES = Path.of("/proc/self/maps");

    private DuckDb() {}

    /** Loads the native library, so that what may keep it from loading shows at start and not at the first file. */
    static void load() throws SinkException {
        try {
            open().close();
        } catch (SQLException | LinkageError e) {
            throw new SinkException(SinkProblem.PARQUET_UNAVAILABLE,
                    "DuckDB, which writes Parquet, cannot be loaded from "
                            + System.getProperty("java.io.tmpdir") + ": " + e
                            + "; it needs 70 MB there, or write JSON lines only",
                    e);
        }
        unlinkLibrary();
    }

    /** {@return a new database in memory}, with nothing but what is built in */
    static DuckDBConnection open() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 1");
            statement.execute("SET memory_limit = '" + MEMORY_LIMIT + "'");
            statement.execute("SET temp_directory = ''");
            statement.execute("SET autoinstall_known_extensions = false");
            statement.execute("SET autoload_known_extensions = false");
            return connection.unwrap(DuckDBConnection.class);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void unlinkLibrary() {
        if (!Files.isReadable(MAPPED_FILES)) {
            return;
        }
        Path temporaries = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        try (Stream<String> mapped = Files.lines(MAPPED_FILES)) {
            List<Path> libraries = mapped.filter(line -> line.matches(".* /.*/libduckdb_java\\d+\\.so"))
                    .map(line -> Path.of(line.substring(line.indexOf(" /") + 1))).distinct()
                    .filter(library -> library.startsWith(temporaries)).toList();
            for (Path library : libraries) {
                Files.deleteIfExists(library);
            }
        } catch (IOException | UncheckedIOException leftForTheEndOfTheProcess) {
            return;
        }
    }
}
