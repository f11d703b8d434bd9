package io.gyre.ctf.order;

import static io.gyre.ctf.testing.Classes.event;
import static io.gyre.ctf.testing.Classes.member;
import static io.gyre.ctf.testing.Classes.structure;
import static io.gyre.ctf.testing.Classes.unsigned;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.bind.Cpu;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.bind.OnPacket;
import io.gyre.ctf.bind.Stream;
import io.gyre.ctf.model.ClockClass;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.order.StreamInput.Origin;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.testing.Classes;
import io.gyre.ctf.testing.LttngPacket;
import io.gyre.ctf.testing.MemorySource;
import io.gyre.ctf.testing.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings({ "UnusedMethod", "UnusedVariable"}) // called by generated code
class EventReaderTest {
    private static final TraceClass TRACE = trace(Classes.TRACE, Classes.CLOCK);
    private static final long ZERO_NS = Classes.CLOCK.toNanos(0);

    private static TraceClass trace(UUID uuid, @Nullable ClockClass clock) {
        DataStreamClass made = Classes.stream(0, Classes.lttngPacketContext(), Classes.lttngCompactHeader(),
                event(1, "tick", structure(member("n", unsigned(8)))));
        return Classes.withUuid(Classes.trace(Classes.lttngPacketHeader(), Classes.withClock(made, clock)), uuid);
    }

    private static StreamInput input(TraceClass trace, String name, @Nullable Long id, long afterNs, Origin origin,
            byte[]... packets) {
        var stream = Objects.requireNonNull(trace.streams().get(0L));
        // The bytes belong to the usual trace: sources check that, readers do not.
        return new StreamInput(new StreamInfo("", trace, stream, id, name),
                new MemorySource(TRACE, List.of(packets)), afterNs, origin);
    }

    private static StreamInput input(String name, long id, byte[]... packets) {
        return input(TRACE, name, id, Long.MIN_VALUE, Origin.OWN, packets);
    }

    private static byte[] packet(long begin, long... times) {
        var packet = new LttngPacket(LttngPacket.HEADER_BYTES + 5 * times.length + 64, begin);
        for (long time : times) {
            packet.event(1, time, (byte) time);
        }
        return packet.sequence(begin).build(8);
    }

    /** Writes down what happens. */
    private static final class Log {
        private final List<String> lines = new ArrayList<>();

        @OnPacket
        void packet(StreamInfo stream, PacketHeader packet) {
            lines.add("(" + stream.name() + packet.sequenceNumber());
        }

        @OnEvent("*")
        void event(long time, @Stream StreamInfo stream) {
            lines.add(stream.name() + (time - ZERO_NS));
        }

        private List<String> events() {
            return lines.stream().filter(l -> !l.startsWith("(")).toList();
        }
    }

    private static EventReader reader(Log log, StreamInput... inputs) {
        return EventReader.handlers(List.of(inputs), List.of(log), Damage.STRICT);
    }

    private static long nanos(long cycles) {
        return ZERO_NS + cycles;
    }

    @Test
    void streamsAreMergedByTime() throws Exception {
        var log = new Log();
        try (var reader = reader(log, input("a", 0, packet(10, 11, 14, 15), packet(20, 21)),
                input("b", 1, packet(12, 12, 13, 30)), input("c", 2, packet(5), packet(16, 16)))) {
            assertEquals(8, reader.runUntil(Long.MAX_VALUE));
            assertFalse(reader.hasNext());
            assertEquals(Long.MAX_VALUE, reader.nextTimestampNs());
        }
        assertEquals(List.of("a11", "b12", "b13", "a14", "a15", "c16", "a21", "b30"), log.events());
    }

    @Test
    void packetsAreAnnouncedInTheOrderOfTheirBegin() throws Exception {
        var log = new Log();
        try (var reader = reader(log, input("a", 0, packet(10, 11, 14), packet(20, 21)),
                input("b", 1, packet(12, 18), packet(25)))) {
            reader.runUntil(Long.MAX_VALUE);
        }
        assertEquals(List.of("(a10", "a11", "(b12", "a14", "b18", "(a20", "a21", "(b25"), log.lines);
    }

    @Test
    void equalTimesComeByUuidThenStreamIdThenInput() throws Exception {
        TraceClass low = trace(new UUID(1, 0), Classes.CLOCK);
        TraceClass high = trace(new UUID(-1, 0), Classes.CLOCK);
        var log = new Log();
        try (var reader = reader(log, input(high, "h", 0L, Long.MIN_VALUE, Origin.OWN, packet(5, 5, 5)),
                input(low, "l2", 2L, Long.MIN_VALUE, Origin.OWN, packet(5, 5)),
                input(low, "l1", 1L, Long.MIN_VALUE, Origin.OWN, packet(5, 5)),
                input(low, "same", 1L, Long.MIN_VALUE, Origin.OWN, packet(4, 5)))) {
            reader.runUntil(Long.MAX_VALUE);
        }
        assertEquals(List.of("l15", "same5", "l25", "h5", "h5"), log.events());
    }

    @Test
    void readingStopsAtALimitAndGoesOnFromThere() throws Exception {
        var log = new Log();
        try (var reader = reader(log, input("a", 0, packet(10, 11, 14, 15)), input("b", 1, packet(12, 12, 14)))) {
            assertEquals(0, reader.runUntil(nanos(10)));
            assertEquals(nanos(11), reader.nextTimestampNs());
            assertEquals(1, reader.runUntil(nanos(11)));
            assertEquals(nanos(12), reader.nextTimestampNs());
            assertEquals(3, reader.runUntil(nanos(14)));
            assertTrue(reader.hasNext());
            assertEquals(0, reader.runUntil(nanos(14)));
            assertEquals(1, reader.runUntil(nanos(15)));
            assertFalse(reader.hasNext());
        }
        assertEquals(List.of("a11", "b12", "a14", "b14", "a15"), log.events());
    }

    @Test
    void carriedStreamsSkipWhatAnEarlierWindowHadAndAnnounceNothing() throws Exception {
        var log = new Log();
        try (var reader = reader(log,
                input(TRACE, "c", 0L, nanos(14), Origin.CARRIED, packet(10, 11, 14, 15), packet(16, 16)),
                input(TRACE, "o", 1L, Long.MIN_VALUE, Origin.OWN, packet(12, 13)))) {
            assertEquals(3, reader.runUntil(Long.MAX_VALUE));
        }
        assertEquals(List.of("(o12", "o13", "c15", "c16"), log.lines);
        var late = new Log();
        try (var reader = reader(late, input(TRACE, "c", 0L, nanos(99), Origin.CARRIED, packet(10, 11)))) {
            assertFalse(reader.hasNext());
            assertEquals(0, reader.runUntil(Long.MAX_VALUE));
        }
    }

    @Test
    void restOfPacketsIsAnnouncedWithoutEvents() throws Exception {
        var log = new Log();
        try (var reader = reader(log, input("a", 0, packet(10, 11, 14), packet(20, 21)),
                input("b", 1, packet(30, 31)),
                input(TRACE, "c", 2L, nanos(10), Origin.CARRIED, packet(40, 41)))) {
            reader.runUntil(nanos(12));
            reader.announceRest();
            assertFalse(reader.hasNext());
        }
        assertEquals(List.of("(a10", "a11", "(a20", "(b30"), log.lines);
    }

    @Test
    void damagedPacketYieldsItsWholeEventsAndReadingGoesOn() throws Exception {
        byte[] damaged = packet(20, 21, 22, 23);
        damaged[LttngPacket.HEADER_BYTES + 5] = 17; // an event class that does not exist
        var log = new Log();
        var damages = new ArrayList<String>();
        try (var reader = EventReader.handlers(
                List.of(input("a", 0, packet(10, 11), damaged, packet(30, 31)), input("b", 1, packet(24, 24))),
                List.of(log), (stream, e) -> damages.add(stream.name() + " " + e.code() + " " + e.place()))) {
            assertEquals(4, reader.runUntil(Long.MAX_VALUE));
        }
        assertEquals(List.of("a11", "a21", "b24", "a31"), log.events());
        int at = packet(10, 11).length + LttngPacket.HEADER_BYTES + 5;
        assertEquals(List.of("a unknown-event-record-class memory, packet 1, byte " + at + ", bit 0"), damages);
    }

    @Test
    void strictReadingEndsAtDamage() throws Exception {
        byte[] damaged = packet(20, 21);
        damaged[0] ^= 1;
        try (var reader = reader(new Log(), input("a", 0, packet(10, 11), damaged))) {
            var error = assertThrows(DataStreamException.class, () -> reader.runUntil(Long.MAX_VALUE));
            assertEquals("packet-bad-magic", error.code());
        }
    }

    @Test
    void packetOfAnotherStreamClassIsDamage() throws Exception {
        byte[] foreign = packet(20, 21);
        TraceClass two = Classes.trace(Classes.lttngPacketHeader(),
                Objects.requireNonNull(TRACE.streams().get(0L)),
                Classes.stream(7, Classes.lttngPacketContext(), Classes.lttngCompactHeader()));
        foreign[20] = 7;
        var stream = Objects.requireNonNull(two.streams().get(0L));
        var damages = new ArrayList<String>();
        try (var reader = EventReader.handlers(
                List.of(new StreamInput(new StreamInfo("", two, stream, 0L, "a"),
                        new MemorySource(two, List.of(foreign, packet(30, 31))), Long.MIN_VALUE, Origin.OWN)),
                List.of(new Log()), (_, e) -> damages.add(e.code()))) {
            assertEquals(1, reader.runUntil(Long.MAX_VALUE));
        }
        assertEquals(List.of("unknown-data-stream-class"), damages);
    }

    @Test
    void timesThatDoNotFitAreDamage() throws Exception {
        byte[] far = new LttngPacket(200, 10).event(1, 11, (byte) 0).wideEvent(1, Long.MAX_VALUE, (byte) 0)
                .event(1, 12, (byte) 0).build(8);
        var damages = new ArrayList<String>();
        var log = new Log();
        try (var reader = EventReader.handlers(List.of(input("a", 0, far, packet(-5, -4), packet(30, 31))),
                List.of(log), (_, e) -> damages.add(e.code()))) {
            assertEquals(2, reader.runUntil(Long.MAX_VALUE));
        }
        assertEquals(List.of("a11", "a31"), log.events());
        assertEquals(List.of("clock-overflow", "clock-overflow"), damages);
    }

    @Test
    void shortTimestampsWrap() throws Exception {
        long turn = 1L << 27;
        var log = new Log();
        try (var reader = reader(log, input("a", 0, packet(turn - 2, turn - 1, turn, turn + 5, 2 * turn)))) {
            reader.runUntil(Long.MAX_VALUE);
        }
        assertEquals(LongStream.of(turn - 1, turn, turn + 5, 2 * turn).mapToObj(t -> "a" + t).toList(), log.events());
    }

    @Test
    void anyFrequencyIsMergedRightly() throws Exception {
        TraceClass thirds = trace(new UUID(1, 0), Classes.clock(3));
        var log = new Log();
        try (var reader = reader(log, input(thirds, "t", 0L, Long.MIN_VALUE, Origin.OWN, packet(0, 0, 1, 2, 3, 4)),
                input("n", 1, packet(333_333_333, 333_333_333, 333_333_334),
                        packet(1_000_000_000, 1_000_000_000)))) {
            assertEquals(2, reader.runUntil(nanos(333_333_333)) - 1);
            reader.runUntil(Long.MAX_VALUE);
        }
        assertEquals(List.of("t0", "t333333333", "n333333333", "n333333334", "t666666666", "t1000000000",
                "n1000000000", "t1333333333"), log.events());
    }

    @Test
    void streamsWithoutAClockComeInTheirOrder() throws Exception {
        TraceClass timeless = trace(new UUID(1, 0), null);
        var calls = new ArrayList<String>();
        class Handler {
            @OnEvent("tick")
            void tick(long time, @Cpu int cpu, @Stream StreamInfo stream) {
                calls.add(stream.name() + time);
            }
        }
        try (var reader = EventReader.handlers(
                List.of(input(timeless, "b", 2L, Long.MIN_VALUE, Origin.OWN, packet(5, 6, 7)),
                        input(timeless, "a", 1L, Long.MIN_VALUE, Origin.OWN, packet(8, 9))),
                List.of(new Handler()), Damage.STRICT)) {
            assertEquals(3, reader.runUntil(0));
        }
        assertEquals(List.of("a0", "b0", "b0"), calls);
    }

    @Test
    void manyStreamsGiveWhatSortingGives() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            int streams = 1 + random.nextInt(20);
            var inputs = new ArrayList<StreamInput>();
            var expected = new ArrayList<long[]>();
            for (int s = 0; s < streams; s++) {
                var packets = new ArrayList<byte[]>();
                long time = random.nextInt(20);
                for (int p = 0; p < random.nextInt(5); p++) {
                    long begin = time;
                    long[] times = new long[random.nextInt(10)];
                    for (int i = 0; i < times.length; i++) {
                        time += random.nextInt(4);
                        times[i] = time;
                        expected.add(new long[]{ time, s});
                    }
                    packets.add(packet(begin, times));
                    time += random.nextInt(30);
                }
                inputs.add(input("s" + s + "_", s, packets.toArray(byte[][]::new)));
            }
            expected.sort((x, y) -> Arrays.compare(x, y));
            var log = new Log();
            try (var reader = EventReader.handlers(inputs, List.of(log), Damage.STRICT)) {
                long limit = ZERO_NS;
                while (reader.hasNext()) {
                    limit += random.nextInt(40);
                    reader.runUntil(limit);
                }
            }
            assertEquals(expected.stream().map(e -> "s" + e[1] + "_" + e[0]).toList(), log.events(), "seed " + seed);
        }
    }

    private static byte[] wide(long begin, long... times) {
        var packet = new LttngPacket(LttngPacket.HEADER_BYTES + 14 * times.length + 64, begin);
        for (long time : times) {
            packet.wideEvent(1, time, (byte) time);
        }
        return packet.sequence(begin).build(8);
    }

    private static List<StreamInput> goingBack() {
        return List.of(input("a", 0, wide(10, 11, 9, 20), wide(15, 16, 15, 30)), input("b", 1, wide(12, 12, 13)));
    }

    @Test
    void timeThatGoesBackIsToldWithItsCountAndAllEventsAreRead() throws Exception {
        for (boolean compiled : List.of(true, false)) {
            var log = new Tally();
            var damages = new ArrayList<String>();
            Damage damage = (stream, found) -> damages
                    .add(stream.name() + " " + found.code() + " " + found.getMessage());
            try (var reader = compiled
                    ? EventReader.dynamic(goingBack(), log, damage)
                    : EventReader.interpreted(goingBack(), log, damage)) {
                assertEquals(8, reader.runUntil(Long.MAX_VALUE));
            }
            assertEquals(List.of(
                    "a time-goes-back memory, packet 0, byte 98, bit 0: the time goes back by 2 cycles, to 9",
                    "a time-goes-back memory, packet 1, byte 254, bit 0: up to here the time went back 3 times in this data stream; "
                            + "its events keep their order"),
                    damages);
        }
        assertThrows(DataStreamException.class, () -> {
            try (var reader = EventReader.dynamic(goingBack(), new Tally(), Damage.STRICT)) {
                reader.runUntil(Long.MAX_VALUE);
            }
        });
    }

    @Test
    void timeStandsStillAndShortTimestampsWrapWithoutAWarning() throws Exception {
        try (var reader = EventReader.dynamic(List.of(input("a", 0, wide(10, 10, 10), packet(10, 10, 11)),
                input("b", 1, packet((1L << 27) - 1, (1L << 27) - 1, 1L << 27))), new Tally(), Damage.STRICT)) {
            assertEquals(6, reader.runUntil(Long.MAX_VALUE));
        }
    }
}
