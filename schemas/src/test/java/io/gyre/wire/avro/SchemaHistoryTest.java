package io.gyre.wire.avro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaFormatter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody changes a schema without committing a new version, and every committed version stays readable. */
final class SchemaHistoryTest {

    static List<WireCodec<?>> codecs() {
        return WireCodecs.all();
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void theCurrentSchemaIsTheNewestCommittedVersion(WireCodec<?> codec) throws IOException {
        String name = codec.type().getSimpleName();
        List<Schema> history = SchemaFiles.history(name);
        boolean same = !history.isEmpty() && history.getLast().equals(codec.schema());
        if (!same) {
            Path next = Path.of("target", SchemaFiles.historyFile(name, history.size() + 1));
            Files.createDirectories(next.getParent());
            Files.writeString(next, pretty(codec.schema()) + "\n");
            assertEquals(history.isEmpty() ? "no version" : pretty(history.getLast()),
                    pretty(codec.schema()),
                    name + ".avsc was changed: commit " + next.toAbsolutePath()
                            + " beside the other versions, and never change those");
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void everyCommittedVersionIsReadable(WireCodec<?> codec) {
        List<Schema> history = SchemaFiles.history(codec.type().getSimpleName());
        assertFalse(history.isEmpty());
        for (Schema written : history) {
            var result = SchemaCompatibility.checkReaderWriterCompatibility(codec.schema(), written);
            assertEquals(SchemaCompatibilityType.COMPATIBLE, result.getType(), result.getDescription());
        }
    }

    private static String pretty(Schema schema) {
        return SchemaFormatter.format("json/pretty", schema);
    }
}
