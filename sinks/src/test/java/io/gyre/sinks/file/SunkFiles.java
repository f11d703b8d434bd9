package io.gyre.sinks.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads back what a file sink wrote. */
final class SunkFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SunkFiles() {}

    static List<JsonNode> jsonLines(Path folder, String group) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (Path file : files(folder, group, ".jsonl")) {
            for (String line : Files.readAllLines(file)) {
                lines.add(JSON.readTree(line));
            }
        }
        return lines;
    }

    /** {@return one column of all rows that lie in Parquet, as text, sorted} */
    static List<String> parquet(Path folder, String group, String expression) throws IOException, SQLException {
        if (files(folder, group, ".parquet").isEmpty()) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT CAST(" + expression + " AS VARCHAR) AS x FROM '" + folder.resolve(group)
                                + "/*.parquet' ORDER BY x")) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    static List<Path> files(Path folder, String group, String ending) throws IOException {
        Path groupFolder = folder.resolve(group);
        if (!Files.isDirectory(groupFolder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(groupFolder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }
}
