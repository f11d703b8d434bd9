package io.gyre.sinks.row;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import org.jspecify.annotations.Nullable;

/** Writes rows as JSON, one object a line. Thread-safe. */
public final class JsonLines {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonLines() {}

    /** Writes a file of its own. */
    public static void write(Path file, List<Row> rows) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            write(out, rows);
        }
    }

    /** {@return one row as a JSON object}, in UTF-8, without a line's end */
    public static byte[] object(Row row) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            write(json, row);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return bytes.toByteArray();
    }

    private static void write(OutputStream out, List<Row> rows) throws IOException {
        JsonGenerator json = FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        for (Row row : rows) {
            write(json, row);
        }
        if (!rows.isEmpty()) {
            json.writeRaw('\n');
        }
        json.close();
    }

    private static void write(JsonGenerator json, Row row) throws IOException {
        json.writeStartObject();
        List<Column> columns = row.table().columns();
        for (int i = 0; i < columns.size(); i++) {
            json.writeFieldName(columns.get(i).name());
            writeCell(json, columns.get(i), row.cells().get(i));
        }
        json.writeEndObject();
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
