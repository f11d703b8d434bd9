package io.gyre.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.chunk.Windows.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowsTest {

    @Test
    void boundIsJustBeforeTheFirstStreamGoesOn() {
        assertWindows("min..119 119..max",
                List.of(chunk("a", 0, 100, "b", 0, 110), chunk("a", 130, 200, "b", 120, 200)));
    }

    @Test
    void streamThatTheNextChunkLacksHoldsBackWhatFollowsItsEnd() {
        assertWindows("min..109 109..max", List.of(chunk("a", 0, 100, "b", 0, 110), chunk("a", 130, 200)));
    }

    @Test
    void streamOfAProcessThatIsGoneHoldsNothingBack() {
        assertWindows("min..129 129..max", List.of(chunk("a", 0, 100, "ust/pid/x-1/c", 0, 50), chunk("a", 130, 200)));
    }

    @Test
    void streamThatTheNextChunkBringsHoldsBack() {
        assertWindows("min..114 114..max", List.of(chunk("a", 0, 100), chunk("a", 130, 200, "new", 115, 200)));
    }

    @Test
    void boundThatNoStreamTellsStaysWhereItWas() {
        assertWindows("min..99 99..149 149..max", List.of(chunk("a", 0, 100), chunk(), chunk("a", 150, 160)));
        assertWindows("min..min min..149 149..max",
                List.of(chunk("ust/pid/x-1/c", 0, 100), chunk(), chunk("ust/pid/y-2/c", 150, 160)));
        assertWindows("min..min min..max", List.of(chunk(), chunk()));
    }

    @Test
    void boundNeverGoesBack() {
        assertWindows("min..199 199..199 199..max",
                List.of(chunk("a", 0, 100), chunk("a", 200, 210), chunk("a", 150, 300)));
    }

    @Test
    void onlyChunkAnswersForAllTime() {
        assertWindows("min..max", List.of(chunk("a", 0, 100)));
    }

    /** The law: with streams that are switched one after another, no event comes after its window. */
    @Test
    void noEventIsLateWhateverTheStreamsDo() {
        for (int seed = 0; seed < 3000; seed++) {
            var recording = new Recording(new Random(seed));
            List<Window> windows = Windows.of(recording.spans);
            long after = Long.MIN_VALUE;
            for (int i = 0; i < windows.size(); i++) {
                assertEquals(after, windows.get(i).afterNs(), "windows are not joined");
                after = windows.get(i).upToNs();
                for (long event : recording.events.get(i)) {
                    assertTrue(event > windows.get(i).afterNs(),
                            "seed " + seed + ": chunk " + i + " brings " + event + " late");
                }
            }
            assertEquals(Long.MAX_VALUE, after);
        }
    }

    /** A session as LTTng rotates it: each stream is switched a little after the one before. */
    private static final class Recording {
        private final List<Map<DataStream.Key, Span>> spans = new ArrayList<>();
        private final List<List<Long>> events = new ArrayList<>();

        Recording(Random random) {
            int chunks = 1 + random.nextInt(6);
            for (int i = 0; i < chunks; i++) {
                spans.add(new HashMap<>());
                events.add(new ArrayList<>());
            }
            int streams = random.nextInt(6);
            for (int s = 0; s < streams; s++) {
                boolean ofProcess = random.nextInt(3) == 0;
                int born = random.nextInt(3) == 0 ? random.nextInt(chunks) : 0;
                int dead = ofProcess ? born + random.nextInt(chunks - born) : chunks - 1;
                long begin = born == 0 ? random.nextInt(50) : born * 1000L + random.nextInt(500);
                for (int chunk = born; chunk <= dead; chunk++) {
                    long switched = (chunk + 1) * 1000L + random.nextInt(700);
                    // An idle stream may leave no packet in a chunk.
                    if (ofProcess || random.nextInt(6) > 0) {
                        addPackets(random, key((ofProcess ? "ust/pid/p-" + s : "ust/uid/0") + "/" + s), chunk, begin,
                                switched);
                    }
                    begin = switched + random.nextInt(5);
                }
            }
        }

        private void addPackets(Random random, DataStream.Key stream, int chunk, long begin, long switched) {
            long last = begin;
            for (int left = random.nextInt(4); left > 0; left--) {
                last = Math.min(switched, last + random.nextInt(400));
                events.get(chunk).add(last);
            }
            long end = random.nextBoolean() ? last : Math.max(last, switched);
            spans.get(chunk).put(stream, new Span(begin, end));
        }
    }

    private static void assertWindows(String expected, List<Map<DataStream.Key, Span>> chunks) {
        var text = new StringBuilder();
        for (Window window : Windows.of(chunks)) {
            text.append(text.isEmpty() ? "" : " ").append(bound(window.afterNs())).append("..")
                    .append(bound(window.upToNs()));
        }
        assertEquals(expected, text.toString());
    }

    private static String bound(long ns) {
        return ns == Long.MIN_VALUE ? "min" : ns == Long.MAX_VALUE ? "max" : Long.toString(ns);
    }

    /** {@code path, begin, end} of each stream. */
    private static Map<DataStream.Key, Span> chunk(Object... parts) {
        var spans = new HashMap<DataStream.Key, Span>();
        for (int i = 0; i < parts.length; i += 3) {
            spans.put(key((String) parts[i]), new Span((Integer) parts[i + 1], (Integer) parts[i + 2]));
        }
        return spans;
    }

    private static DataStream.Key key(String path) {
        return new DataStream.Key(path, 0, 0L, "");
    }
}
