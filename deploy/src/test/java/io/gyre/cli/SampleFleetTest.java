package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFleetTest {
    @TempDir
    Path folder;

    @Test
    void unpacksEveryChunkThatTheReferencesName() throws Exception {
        List<Path> recordings = SampleFleet.unpack(folder);

        Path samples = Path.of(System.getProperty("gyre.root"), "deploy", "samples");
        for (Path recording : recordings) {
            Path reference = samples.resolve(folder.relativize(recording)).resolve("reference.json");
            for (JsonNode chunk : new ObjectMapper().readTree(reference.toFile()).get("chunks")) {
                Path unpacked = recording.resolve("archives").resolve(chunk.get("chunk").asText());
                assertEquals(chunk.get("bytes").asLong(), bytesBelow(unpacked), unpacked.toString());
            }
        }
        try (Stream<Path> hosts = Files.list(folder)) {
            assertEquals(3, hosts.count());
        }
    }

    @Test
    void leavesAloneWhatIsUnpackedAndFinishesWhatWasInterrupted() throws Exception {
        Path stale = Files.createDirectories(folder.resolve("db-01/.jobs.partial/archives"));
        List<Path> first = SampleFleet.unpack(folder);
        Path kept = Files.createFile(first.getFirst().resolve("kept"));
        assertEquals(first, SampleFleet.unpack(folder));
        assertEquals(true, Files.exists(kept));
        assertEquals(false, Files.exists(stale));
    }

    private static long bytesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
            return files.mapToLong(SampleFleetTest::size).sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
