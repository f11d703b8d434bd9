package io.gyre.sinks.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import org.jspecify.annotations.Nullable;

/** Writes rows as JSON, one object a line. Thread-safe. */
final class JsonLines {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonLines() {}

    static void write(Path file, List<Row> rows) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            write(out, rows);
        }
    }

    static void write(OutputStream out, List<Row> rows) throws IOException {
        JsonGenerator json = FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        for (Row row : rows) {
            json.writeStartObject();
            List<Column> columns = row.table().columns();
            for (int i = 0; i < columns.size(); i++) {
                json.writeFieldName(columns.get(i).name());
                writeCell(json, columns.get(i), row.cells().get(i));
            }
            json.writeEndObject();
        }
        if (!rows.isEmpty()) {
            json.writeRaw('\n');
        }
        json.close();
    }

    private static void writeCell(JsonGenerator json, Column column, @Nullable Object cell) throws IOException {
        if (cell == null) {
            json.writeNull();
            return;
        }
        switch (column.type()) {
            case TEXT -> json.writeString((String) cell);
            case INTEGER -> json.writeNumber((Long) cell);
            case BOOLEAN -> json.writeBoolean((Boolean) cell);
            case JSON -> json.writeRawValue((String) cell);
        }
    }
}
