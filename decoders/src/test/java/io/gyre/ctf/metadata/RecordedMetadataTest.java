package io.gyre.ctf.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.gyre.ctf.model.TraceClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Reads the metadata that LTTng wrote for real traces; skipped where the recordings are not at hand. */
class RecordedMetadataTest {

    @Test
    void everyMetadataOfTheRecordingsIsRead() throws Exception {
        for (Path file : metadataFiles("traces")) {
            TraceClass traceClass = read(file);
            assertEquals(1, traceClass.majorVersion());
            assertNotNull(traceClass.uuid(), file::toString);
            assertNotNull(traceClass.environmentString("hostname"), file::toString);
            assertFalse(traceClass.streams().isEmpty(), file::toString);
            traceClass.streams().values().forEach(stream -> assertNotNull(stream.defaultClock(), file::toString));
        }
    }

    private static TraceClass read(Path file) throws Exception {
        return MetadataReader.read(Files.readAllBytes(file), file.toString());
    }

    private static List<Path> metadataFiles(String folder) throws IOException {
        String shared = System.getenv("GYRE_SHARED");
        Path root = shared != null ? Path.of(shared) : Path.of(System.getProperty("gyre.root", "."), "..", "shared");
        Assumptions.assumeTrue(Files.isDirectory(root.resolve(folder)), () -> root + " is not here");
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
            return files.filter(file -> file.endsWith("metadata")).sorted().toList();
        }
    }
}
