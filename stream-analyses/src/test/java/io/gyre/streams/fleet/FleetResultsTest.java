package io.gyre.streams.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.analysis.figures.Distribution;
import io.gyre.analysis.fleet.FiguresTally;
import io.gyre.analysis.fleet.Unit;
import io.gyre.wire.Completeness;
import io.gyre.wire.FleetResult;
import io.gyre.wire.FleetShare;
import io.gyre.wire.FleetSlice;
import io.gyre.wire.LineId;
import io.gyre.wire.Topics;
import io.gyre.wire.avro.WireCodecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FleetResultsTest {
    private static final FleetSlice SLICE = new FleetSlice("any", 0, 1_000_000_000);
    private static final int ROOM = 64 << 10;

    /** {@return as much as an analysis can say: full tables of the longest names, distributions over many buckets} */
    private static byte[] largestFigures(Random random) {
        var tally = new FiguresTally();
        for (int table = 0; table < 4; table++) {
            for (int i = 0; i < 4000; i++) {
                String number = Integer.toString(random.nextInt(1 << 30));
                tally.top("table_" + table, Unit.NANOSECONDS, number + "語".repeat(300), Long.MAX_VALUE >>> 36);
            }
        }
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 2000; j++) {
                tally.distribution("spread_" + i, Distribution.of(random.nextLong() >>> (14 + random.nextInt(50))));
            }
        }
        return tally.figures().encode();
    }

    @Test
    void recordsStayBelowKafkasLimitWhateverHostsSay() throws Exception {
        var random = new Random(1);
        byte[] largest = largestFigures(random);
        byte[] nothing = new FiguresTally().figures().encode();
        var shares = new ArrayList<FleetShare>();
        for (int i = 0; i < 3000; i++) {
            var line = new LineId("%063d".formatted(i), "s".repeat(255), "20261123T092351+0000");
            shares.add(new FleetShare(SLICE, line, 1, new Completeness(1, 1, 1, 1), i < 5 ? largest : nothing));
        }
        int share = WireCodecs.FLEET_SHARE.encode(shares.getFirst()).length;
        assertTrue(share > 1 << 20 && share < Topics.MAX_RECORD_BYTES - ROOM, share + " bytes");
        FleetResult rollup = FleetResults.of(SLICE, 1, shares);
        int result = WireCodecs.FLEET_RESULT.encode(rollup).length;
        assertTrue(result > 500_000 && result < Topics.MAX_RECORD_BYTES - ROOM, result + " bytes");
        assertEquals(3000, rollup.hosts());
        assertEquals(3000, rollup.incompleteLines());
    }

    @Test
    void orderOfSharesMakesNoDifference() throws Exception {
        byte[] figures = largestFigures(new Random(2));
        byte[] others = largestFigures(new Random(3));
        var left = new FleetShare(SLICE, new LineId("a", "s", ""), 2, Completeness.COMPLETE, figures);
        var right = new FleetShare(SLICE, new LineId("a-b", "s", ""), 1, Completeness.COMPLETE, others);
        var more = new FleetShare(SLICE, new LineId("a", "s", ""), 3, Completeness.COMPLETE, others);
        FleetResult expected = FleetResults.of(SLICE, 1, List.of(left, right, more));
        assertEquals(expected, FleetResults.of(SLICE, 1, List.of(more, right, left)));
        assertEquals(2, expected.lines());
    }
}
