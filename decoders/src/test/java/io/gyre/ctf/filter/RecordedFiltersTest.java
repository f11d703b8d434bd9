package io.gyre.ctf.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.chunk.Archives;
import io.gyre.chunk.ChunkDamage;
import io.gyre.chunk.ChunkStreams;
import io.gyre.chunk.SessionLine;
import io.gyre.ctf.CtfException;
import io.gyre.ctf.SharedFiles;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.testing.Tally;
import io.gyre.ctf.text.TextFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A filter over everything that was recorded leaves what LTTng records with that filter. */
class RecordedFiltersTest {
    /** LTTng 2.13.9 recorded one run of two programs once without a filter, which lies here, and once with each of these. */
    private static final Path RECORDED = Path.of("src/test/resources/filter/recorded");

    private static List<StreamInput> open(Path trace) throws IOException, CtfException {
        var streams = new ArrayList<StreamInput>();
        for (SessionLine line : Archives.find(List.of(trace))) {
            streams.addAll(ChunkStreams.open(line, ChunkDamage.STRICT));
        }
        return streams;
    }

    private static long count(Path trace, Selection selection) throws IOException, CtfException {
        try (var reader = EventReader.dynamic(open(trace), new Tally(), selection, Damage.STRICT)) {
            return reader.runUntil(Long.MAX_VALUE);
        }
    }

    @Test
    void countsAreThoseOfLttng() throws Exception {
        int checked = 0;
        for (String line : Files.readAllLines(RECORDED.resolveSibling("filters.txt"))) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                String[] parts = line.split("\t", 2);
                long expected = Long.parseLong(parts[0]);
                assertEquals(expected, count(RECORDED, Selection.ALL.withFilter(Filter.parse(parts[1]))), line);
                checked++;
            }
        }
        assertTrue(checked > 200, checked + " filters");
    }

    private static List<String> withoutTimes(Path trace, Selection selection) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var text = new TextFormat(bytes);
                var reader = EventReader.dynamic(open(trace), text, selection, Damage.STRICT)) {
            reader.runUntil(Long.MAX_VALUE);
        }
        try (Stream<String> lines = bytes.toString(StandardCharsets.ISO_8859_1).lines()) {
            return lines.map(line -> line.replaceFirst("^\\[[^\\]]*\\] ", "")).sorted().toList();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = { //
            "traces/ust-filter-1#field[0]<100 && field[3]==42#393",
            "traces/ust-filter-missing#kg > 100.5 || customer == \"d*\" || (x != 0 && parity < -50)#0",
            "traces-ctf2/ust-filter-1#field[0]<100 && field[3]==42#393"})
    void eventsAreThoseOfLttng(String folder, String filter, int count) throws Exception {
        Path recording = SharedFiles.path(folder);
        List<String> expected = withoutTimes(recording.resolve("filtered"), Selection.ALL);
        assertEquals(count, expected.size());
        assertEquals(expected,
                withoutTimes(recording.resolve("all"), Selection.ALL.withFilter(Filter.parse(filter))));
    }
}
