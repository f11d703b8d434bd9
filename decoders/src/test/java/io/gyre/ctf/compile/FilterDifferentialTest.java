package io.gyre.ctf.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.ctf.filter.Filter;
import io.gyre.ctf.filter.FilterException;
import io.gyre.ctf.filter.Selection;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.testing.MemorySource;
import io.gyre.ctf.testing.RandomClasses;
import io.gyre.ctf.testing.RandomFilters;
import io.gyre.ctf.testing.Recorder;
import io.gyre.ctf.testing.TraceEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compiled filters and interpreted ones, over expressions, classes and values at random. */
class FilterDifferentialTest {
    private static final int TRACES = Integer.getInteger("gyre.filter.traces", 60);
    private static final int FILTERS = 6;

    /** What one way of reading does. */
    private record Outcome(List<String> lines, List<String> damages, long delivered) {}

    private interface Reader {
        EventReader of(List<StreamInput> inputs, Recorder recorder, Selection selection, Damage damage);
    }

    private static Outcome outcome(Reader way, TraceClass traceClass, List<byte[]> packets, Selection selection)
            throws Exception {
        var recorder = new Recorder();
        var damages = new ArrayList<String>();
        DataStreamClass stream = traceClass.streams().values().iterator().next();
        var input = new StreamInput(new StreamInfo("", traceClass, stream, null, "random"),
                new MemorySource(traceClass, packets), Long.MIN_VALUE, StreamInput.Origin.OWN);
        try (var reader = way.of(List.of(input), recorder, selection,
                (_, e) -> damages.add(e.code() + e.getMessage()))) {
            return new Outcome(recorder.lines(), damages, reader.runUntil(Long.MAX_VALUE));
        }
    }

    private static String filter(Random random, TraceClass traceClass) {
        DataStreamClass stream = traceClass.streams().values().iterator().next();
        List<EventRecordClass> events = List.copyOf(stream.events().values());
        return new RandomFilters(random, stream, events.get(random.nextInt(events.size())))
                .condition(random.nextInt(4));
    }

    private static Selection selection(String filter) {
        try {
            return Selection.ALL.withFilter(Filter.parse(filter));
        } catch (FilterException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void readersAgree() throws Exception {
        long first = System.nanoTime();
        long all = 0;
        long delivered = 0;
        for (int i = 0; i < TRACES; i++) {
            long seed = first + i;
            var random = new Random(seed);
            RandomClasses.Made made = RandomClasses.make(random);
            var encoder = new TraceEncoder(made, random);
            List<byte[]> packets = List.of(encoder.packet(1 + random.nextInt(6)), encoder.packet(3));
            for (int f = 0; f < FILTERS; f++) {
                String filter = filter(random, made.traceClass());
                Selection selection = selection(filter);
                Outcome walked = outcome(EventReader::interpreted, made.traceClass(), packets, selection);
                assertEquals(List.of(), walked.damages(), () -> "seed " + seed + " " + filter);
                assertEquals(walked, outcome(EventReader::dynamic, made.traceClass(), packets, selection),
                        () -> "seed " + seed + " " + filter);
                assertEquals(walked.delivered(), walked.lines().stream().filter(l -> l.startsWith("event ")).count());
                all += encoder.expected().stream().filter(l -> l.startsWith("event ")).count();
                delivered += walked.delivered();
            }
        }
        assertTrue(delivered > 0 && delivered < all, delivered + " of " + all);
    }

    @Test
    void readersAgreeOnDamage() throws Exception {
        long first = System.nanoTime();
        for (int i = 0; i < TRACES / 12; i++) {
            long seed = first + i;
            var random = new Random(seed);
            RandomClasses.Made made = RandomClasses.make(random);
            byte[] intact = new TraceEncoder(made, random).packet(3);
            String filter = filter(random, made.traceClass());
            Selection selection = selection(filter);
            for (int at = 0; at < intact.length; at++) {
                byte[] damaged = intact.clone();
                damaged[at] ^= (byte) (1 << random.nextInt(8));
                String what = "seed " + seed + ", byte " + at + " " + filter;
                assertEquals(outcome(EventReader::interpreted, made.traceClass(), List.of(damaged), selection),
                        outcome(EventReader::dynamic, made.traceClass(), List.of(damaged), selection), what);
            }
        }
    }

    @Test
    void classesThatAreNotSelectedArePassedOver() throws Exception {
        var random = new Random(11);
        RandomClasses.Made made = RandomClasses.make(random);
        while (made.traceClass().streams().values().iterator().next().events().size() < 3) {
            made = RandomClasses.make(random);
        }
        var encoder = new TraceEncoder(made, random);
        List<byte[]> packets = List.of(encoder.packet(40));
        Selection selection = Selection.ALL.withEvents(List.of("*1", "event2"));
        Outcome walked = outcome(EventReader::interpreted, made.traceClass(), packets, selection);
        assertEquals(walked, outcome(EventReader::dynamic, made.traceClass(), packets, selection));
        List<String> expected = encoder.expected().stream()
                .filter(l -> l.startsWith("event event1 ") || l.startsWith("event event2 ")).toList();
        assertEquals(expected, walked.lines().stream().filter(l -> l.startsWith("event ")).toList());
        assertEquals(expected.size(), walked.delivered());
        assertTrue(expected.size() < 40);
    }
}
