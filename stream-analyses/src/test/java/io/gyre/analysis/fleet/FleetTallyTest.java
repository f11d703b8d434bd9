package io.gyre.analysis.fleet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Completeness;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.figures.Distribution;
import io.gyre.chunk.SessionKey;
import io.gyre.chunk.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FleetTallyTest {
    private static final Window SECOND = new Window(999_999_999L, 1_999_999_999L);

    private static FleetFigures figures(Random random, int names) {
        var tally = new FiguresTally();
        tally.sum("events", random.nextInt(1000));
        for (int i = 0; i < 50; i++) {
            tally.distribution("wait", Distribution.of(random.nextLong(1L << random.nextInt(1, 40))));
        }
        for (int i = 0; i < 3000; i++) {
            tally.top("classes", Unit.COUNT, "class-" + random.nextInt(names), 1 + random.nextInt(5));
        }
        return tally.figures();
    }

    private static FleetFigures sum(List<FleetFigures> parts) {
        var tally = new FiguresTally();
        parts.forEach(tally::add);
        return tally.figures();
    }

    /** Associative and commutative: any tree over any order of the parts. */
    @Test
    void figuresAddUpInAnyOrderAndGroupingWhileNamesFit() throws Exception {
        var random = new Random(11);
        var parts = new ArrayList<FleetFigures>();
        for (int i = 0; i < 12; i++) {
            parts.add(figures(random, 1500));
        }
        FleetFigures whole = sum(parts);
        for (int round = 0; round < 30; round++) {
            var rest = new ArrayList<>(parts);
            Collections.shuffle(rest, random);
            while (rest.size() > 1) {
                FleetFigures right = rest.remove(random.nextInt(rest.size()));
                int at = random.nextInt(rest.size());
                FleetFigures both = sum(List.of(rest.get(at), right));
                rest.set(at, random.nextBoolean() ? both : FleetFigures.decode(both.encode()));
            }
            assertEquals(whole, rest.getFirst());
            assertArrayEquals(whole.encode(), rest.getFirst().encode());
        }
    }

    private record Share(SessionKey line, long chunk, Completeness completeness, byte[] figures) {}

    private static ObjectNode rollup(List<Share> shares) throws PartialFormatException {
        var tally = new FleetTally();
        for (Share share : shares) {
            tally.add(share.line(), share.chunk(), share.completeness(), FleetFigures.decode(share.figures()));
        }
        return tally.rollup("any", SECOND).json();
    }

    /** Far more names than a sketch holds: the shares' own order makes the roll-up, not that in which they come. */
    @Test
    void fleetIsTheSameForAnyOrderAndShardingOfHosts() throws Exception {
        var random = new Random(5);
        var shares = new ArrayList<Share>();
        for (int i = 0; i < 60; i++) {
            var missing = new Completeness(0, i % 7 == 0 ? 1 : 0, i % 5 == 0 ? 9 : 0, 0);
            shares.add(new Share(new SessionKey("host-" + i / 2, "s" + i % 2, ""), 3, missing,
                    figures(random, 30_000).encode()));
        }
        ObjectNode expected = rollup(inOrder(shares));
        assertTrue(expected.at("/top/classes/max_error").asLong() > 0);
        assertEquals(30, expected.path("hosts").asLong());
        assertEquals(60, expected.path("lines").asLong());
        assertEquals(19, expected.path("incomplete_lines").asLong());
        assertEquals(19, expected.path("incomplete").size());
        assertEquals(9, expected.path("gaps").asLong());
        for (int round = 0; round < 4; round++) {
            var shards = List.of(new ArrayList<Share>(), new ArrayList<Share>(), new ArrayList<Share>());
            shares.forEach(share -> shards.get(random.nextInt(shards.size())).add(share));
            var come = new ArrayList<Share>();
            shards.forEach(come::addAll);
            assertEquals(expected, rollup(inOrder(come)));
        }
    }

    private static List<Share> inOrder(List<Share> shares) {
        return shares.stream().sorted((left, right) -> left.line().compareTo(right.line())).toList();
    }

    @Test
    void partsOfALineCountAsOneLine() {
        var tally = new FleetTally();
        var line = new SessionKey("a", "s", "");
        FleetFigures figures = figures(new Random(1), 10);
        tally.add(line, 1, new Completeness(0, 1, 0, 0), figures);
        tally.add(line, 4, new Completeness(2, 0, 0, 0), figures);
        FleetRollup rollup = tally.rollup("any", SECOND);
        assertEquals(1, rollup.lines());
        assertEquals(List.of(new Participant(line, new Completeness(2, 1, 0, 0))), rollup.incomplete());
        assertEquals(2 * figures.sums().getOrDefault("events", 0L), rollup.figures().sums().get("events"));
    }

    @Test
    void whatDoesNotComeInOrderIsRefused() {
        var tally = new FleetTally();
        FleetFigures figures = new FiguresTally().figures();
        tally.add(new SessionKey("b", "s", ""), 1, Completeness.COMPLETE, figures);
        assertThrows(IllegalArgumentException.class,
                () -> tally.add(new SessionKey("b", "s", ""), 1, Completeness.COMPLETE, figures));
        assertThrows(IllegalArgumentException.class,
                () -> tally.add(new SessionKey("a", "s", ""), 1, Completeness.COMPLETE, figures));
    }

    @Test
    void manyLinesAreCountedAndTheFirstNamed() {
        var tally = new FleetTally();
        FleetFigures figures = new FiguresTally().figures();
        for (int i = 0; i < 1500; i++) {
            tally.add(new SessionKey("host-%05d".formatted(i), "s", ""), 0, new Completeness(0, 0, 1, 0), figures);
        }
        FleetRollup rollup = tally.rollup("any", SECOND);
        assertEquals(1500, rollup.hosts());
        assertEquals(1500, rollup.incompleteLines());
        assertEquals(FleetTally.MOST_NAMED, rollup.tookPart().size());
        assertEquals(FleetTally.MOST_NAMED, rollup.incomplete().size());
        assertEquals(1500, rollup.missing().discardedEvents());
    }

    @Test
    void anyFlippedBitIsFound() {
        byte[] bytes = figures(new Random(2), 20).encode();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(PartialFormatException.class, () -> FleetFigures.decode(damaged), "bit " + bit);
        }
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(PartialFormatException.class, () -> FleetFigures.decode(cut), "cut to " + length);
        }
    }

    @Test
    void figuresThatAnEarlierVersionKnowsAreWrittenAsThatDid() throws Exception {
        FleetFigures figures = figures(new Random(4), 20);
        assertEquals(1, figures.encode()[0]);
        var tally = new FiguresTally();
        tally.add(figures);
        tally.top("files", Unit.BYTES, "a", 5);
        byte[] bytes = tally.figures().encode();
        assertEquals(2, bytes[0]);
        assertEquals(tally.figures(), FleetFigures.decode(bytes));
        bytes[0] = 3;
        var error = assertThrows(PartialFormatException.class, () -> FleetFigures.decode(bytes));
        assertEquals("partial-too-new", error.code());
    }

    @Test
    void figuresOfUnboundedNumberAreRefused() {
        var tally = new FiguresTally();
        for (int i = 0; i < FiguresTally.MOST_TOPS; i++) {
            tally.top("table_" + i, Unit.COUNT, "any", 1);
        }
        assertThrows(IllegalArgumentException.class, () -> tally.top("one_more", Unit.COUNT, "any", 1));
        assertThrows(IllegalArgumentException.class, () -> tally.sum("Not A Name", 1));
    }
}
