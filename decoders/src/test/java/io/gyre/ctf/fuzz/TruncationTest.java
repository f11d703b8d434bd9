package io.gyre.ctf.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.ctf.SharedFiles;
import io.gyre.ctf.metadata.MetadataReader;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.PacketFile;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.testing.Recorder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Small traces of babeltrace2's tests, cut at every byte: each is read up to the cut, and ends in one error at most. */
class TruncationTest {
    private static final int COMPILE_EVERY = 25;

    /** One way of reading. */
    private interface Reading {
        EventReader of(List<StreamInput> inputs, Recorder recorder, Damage damage);
    }

    private record Outcome(List<String> lines, List<String> damages) {
        private List<String> wholeEvents() {
            int end = lines.lastIndexOf("done") + 1;
            return lines.subList(0, end);
        }
    }

    @Test
    void whatIsWholeAheadOfTheCutIsRead() throws Exception {
        int cuts = 0;
        int traces = 0;
        for (Path metadata : SharedFiles.named("metadata", "suites/babeltrace-ctf/field-expanded")) {
            if (metadata.toString().contains("-fail-")) {
                continue;
            }
            TraceClass trace = MetadataReader.read(Files.readAllBytes(metadata), metadata.toString());
            byte[] whole = Files.readAllBytes(metadata.resolveSibling("data"));
            List<String> expected = read(trace, whole, EventReader::interpreted).lines;
            traces++;
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                Outcome outcome = read(trace, cut, EventReader::interpreted);
                List<String> events = outcome.wholeEvents();
                String what = metadata + " cut at " + length + ": " + outcome;
                assertEquals(expected.subList(0, events.size()), events, what);
                assertTrue(outcome.damages.size() <= 1, what);
                if (traces % COMPILE_EVERY == 0) {
                    assertEquals(outcome, read(trace, cut, EventReader::dynamic), what);
                }
                cuts++;
            }
        }
        assertTrue(traces > 400 && cuts > 3000, traces + " traces, " + cuts + " cuts");
    }

    private static Outcome read(TraceClass trace, byte[] file, Reading reading) throws Exception {
        var recorder = new Recorder();
        var damages = new ArrayList<String>();
        var info = new StreamInfo("", trace, trace.streams().values().iterator().next(), null, "data");
        var input = new StreamInput(info, PacketFile.of(file, "data", trace), Long.MIN_VALUE, StreamInput.Origin.OWN);
        try (EventReader reader = reading.of(List.of(input), recorder,
                (_, damage) -> damages.add(String.valueOf(damage.getMessage())))) {
            reader.runUntil(Long.MAX_VALUE);
        }
        return new Outcome(recorder.lines(), damages);
    }
}
