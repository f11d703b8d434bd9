package io.gyre.analysis.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.analysis.Completeness;
import io.gyre.analysis.testkit.MergeLaws;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LossesTest {
    private static final StreamKey STREAM = new StreamKey("kernel", 0, 1, "");

    private static Losses packet(StreamKey stream, long sequence, long discarded, int bits) {
        var counters = new PacketRun.Counters(sequence, discarded, bits);
        return new Losses(0, 0, new TreeMap<>(java.util.Map.of(stream, PacketRun.of(counters))));
    }

    @Test
    void firstPacketOfAStreamCountsNothing() {
        assertEquals(Completeness.COMPLETE, packet(STREAM, 7, 1000, 64).completeness());
    }

    @Test
    void lossesShowBetweenPackets() {
        Losses both = packet(STREAM, 3, 10, 64).followedBy(packet(STREAM, 6, 25, 64));
        assertEquals(new Completeness(0, 0, 15, 2), both.completeness());
    }

    @Test
    void counterThatGoesDownCountsNothing() {
        Losses both = packet(STREAM, 3, 10, 64).followedBy(packet(STREAM, 4, 5, 64));
        assertEquals(Completeness.COMPLETE, both.completeness());
    }

    @Test
    void counterOf32BitsWraps() {
        Losses both = packet(STREAM, 3, 0xFFFF_FFF0L, 32).followedBy(packet(STREAM, 4, 4, 32));
        assertEquals(20, both.completeness().discardedEvents());
    }

    @Test
    void lossesAtABorderBelongToTheLaterSide() {
        Losses left = packet(STREAM, 1, 0, 64).followedBy(packet(STREAM, 2, 9, 64));
        Losses right = packet(STREAM, 3, 12, 64);
        assertEquals(new Completeness(0, 0, 3, 0), right.completenessAfter(left));
    }

    @Test
    void cutsChangeNothing() {
        var laws = new MergeLaws<>(new LossAnalysis());
        var random = new Random(11);
        for (int round = 0; round < 200; round++) {
            var pieces = new ArrayList<Losses>();
            for (int i = 0; i < 30; i++) {
                var stream = new StreamKey("kernel", 0, random.nextInt(3), "");
                pieces.add(packet(stream, i + random.nextInt(4), i * 5 - random.nextInt(8), 64));
                if (random.nextInt(10) == 0) {
                    pieces.add(Losses.gaps(1).followedBy(Losses.late(random.nextInt(5))));
                }
            }
            Losses whole = pieces.stream().reduce(Losses.NONE, Losses::followedBy);
            laws.piecesMakeTheWhole(whole, List.copyOf(pieces), random);
        }
    }
}
