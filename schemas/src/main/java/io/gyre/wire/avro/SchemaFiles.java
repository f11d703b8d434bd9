package io.gyre.wire.avro;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The schema files: {@code Name.avsc} as it is now, which may use the shared types below, and
 * {@code history/Name-v1.avsc}, {@code -v2}… as they were released, each complete in itself and never changed again.
 */
final class SchemaFiles {
    private static final List<String> SHARED = List.of("LineId", "Sha256", "Xxh128", "ChunkKind", "SegmentRef",
            "Completeness", "RecordRef", "Start", "FleetSlice");

    private SchemaFiles() {}

    static Schema current(String name) {
        var parser = new Schema.Parser();
        for (String shared : SHARED) {
            parser.parse(text(shared + ".avsc"));
        }
        return parser.parse(text(name + ".avsc"));
    }

    /** {@return the released versions, oldest first} */
    static List<Schema> history(String name) {
        var versions = new ArrayList<Schema>();
        for (int version = 1;; version++) {
            String text = textOrNull(historyFile(name, version));
            if (text == null) {
                return List.copyOf(versions);
            }
            versions.add(new Schema.Parser().parse(text));
        }
    }

    static String historyFile(String name, int version) {
        return "history/" + name + "-v" + version + ".avsc";
    }

    private static String text(String file) {
        String text = textOrNull(file);
        if (text == null) {
            throw new IllegalStateException("the schema file " + file + " is missing from the class path");
        }
        return text;
    }

    private static @Nullable String textOrNull(String file) {
        try (InputStream in = SchemaFiles.class.getResourceAsStream(file)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema file " + file + " cannot be read", e);
        }
    }
}
