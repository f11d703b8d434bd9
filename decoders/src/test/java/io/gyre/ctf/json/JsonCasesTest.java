package io.gyre.ctf.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.testing.TraceClassDump;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A test is a file below {@code resources/json}: metadata with ␞ for each record separator, a line {@code ---}, and the expected dump
 * ({@code pass-…}) or the expected error ({@code fail-…}).
 */
class JsonCasesTest {
    private static final String SEPARATOR = "---\n";

    static List<String> cases() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(JsonCasesTest.class.getResource("/json")).toURI());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void metadataGivesWhatItsFileExpects(String name) throws Exception {
        String content = Files.readString(folder().resolve(name));
        int separator = content.indexOf("\n" + SEPARATOR) + 1;
        String metadata = content.substring(0, separator).replace('␞', '\u001E');
        String expected = content.substring(separator + SEPARATOR.length());
        String actual;
        try {
            actual = TraceClassDump.of(JsonSequence.parse(metadata, "metadata"));
        } catch (MetadataException error) {
            actual = error.code() + "\n" + error.getMessage() + "\n";
        }
        assertEquals(expected, actual);
        assertEquals(name.startsWith("fail-"), expected.startsWith("metadata-"),
                "a pass file expects an error, or a fail file none");
    }
}
