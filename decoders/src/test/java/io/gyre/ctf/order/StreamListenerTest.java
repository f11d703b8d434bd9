package io.gyre.ctf.order;

import static io.gyre.ctf.testing.Classes.event;
import static io.gyre.ctf.testing.Classes.member;
import static io.gyre.ctf.testing.Classes.structure;
import static io.gyre.ctf.testing.Classes.unsigned;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.SilentVisitor;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.testing.Classes;
import io.gyre.ctf.testing.LttngPacket;
import io.gyre.ctf.testing.MemorySource;
import io.gyre.ctf.text.LossText;
import io.gyre.ctf.text.TextOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StreamListenerTest {
    private static final TraceClass TRACE = Classes.withUuid(
            Classes.trace(Classes.lttngPacketHeader(),
                    Classes.withClock(
                            Classes.stream(0, Classes.lttngPacketContext(), Classes.lttngCompactHeader(),
                                    event(1, "tick", structure(member("n", unsigned(8))))),
                            Classes.CLOCK)),
            Classes.TRACE);
    private static final long ZERO_NS = Classes.CLOCK.toNanos(0);

    private final List<String> told = new ArrayList<>();

    private static StreamInput input(String name, long id, LttngPacket... packets) {
        var bytes = new ArrayList<byte[]>();
        for (LttngPacket packet : packets) {
            bytes.add(packet.build(8));
        }
        return new StreamInput(
                new StreamInfo("", TRACE, Objects.requireNonNull(TRACE.streams().get(0L)), id, name),
                new MemorySource(TRACE, bytes), Long.MIN_VALUE, StreamInput.Origin.OWN);
    }

    private static LttngPacket packet(long begin, long... times) {
        var packet = new LttngPacket(LttngPacket.HEADER_BYTES + 64, begin);
        for (long time : times) {
            packet.event(1, time, (byte) time);
        }
        return packet;
    }

    private void read(TimeRange range, StreamListener listener, StreamInput... inputs) throws Exception {
        var visitor = new SilentVisitor() {
            @Override
            public void beginEvent(StreamInfo stream, PacketHeader packet,
                    io.gyre.ctf.model.EventRecordClass eventClass, long cycles, long timestampNs) {
                told.add(stream.name() + " " + cycles);
            }
        };
        try (var reader = EventReader.dynamic(List.of(inputs), visitor, listener, range, Damage.STRICT)) {
            reader.runUntil(range.endNs());
            if (range.endNs() != Long.MAX_VALUE) {
                reader.cut(range.endNs());
            }
        }
    }

    private final StreamListener log = new StreamListener() {
        @Override
        public void streamBegins(StreamInfo stream, PacketHeader first, @Nullable Long cycles) {
            told.add(stream.name() + " begins" + (cycles == null ? "" : " " + cycles));
        }

        @Override
        public void packetBegins(StreamInfo stream, PacketHeader packet, PacketContext context) {
            told.add(stream.name() + " (" + packet.beginCycles());
        }

        @Override
        public void packetEnds(StreamInfo stream, PacketHeader packet) {
            told.add(stream.name() + " " + packet.endCycles() + ")");
        }

        @Override
        public void lost(StreamInfo stream, Loss loss) {
            Loss.Span time = Objects.requireNonNull(loss.time());
            OptionalLong count = loss.count();
            told.add(stream.name() + " lost " + (count.isPresent() ? count.getAsLong() : "some") + " " + loss.kind()
                    + " " + time.beginCycles() + " to " + time.endCycles());
        }

        @Override
        public void streamEnds(StreamInfo stream, @Nullable Long cycles) {
            told.add(stream.name() + " ends" + (cycles == null ? "" : " " + cycles));
        }
    };

    @Test
    void whatLiesAroundTheEventsComesInTheirOrder() throws Exception {
        read(TimeRange.ALL, log,
                input("a", 0, packet(10, 12, 20), packet(40, 44).sequence(3).discarded(5)),
                input("b", 1, packet(15, 18), packet(18).sequence(1)));
        assertEquals(List.of("a begins", "b begins", "a (10", "a 12", "b (15", "b 18", "b 18)", "b (18", "b 18)",
                "b ends", "a 20", "a 20)", "a lost 5 EVENTS 20 to 44", "a lost 2 PACKETS 20 to 40", "a (40", "a 44",
                "a 44)", "a ends"), told);
    }

    @Test
    void aRangeReadsThePacketsInItAlone() throws Exception {
        read(new TimeRange(ZERO_NS + 25, ZERO_NS + 42), log, input("a", 0, packet(1, 2),
                packet(10, 12, 20).sequence(1), packet(22, 24, 30, 44).sequence(4), packet(50, 52).sequence(5)));
        // What was lost before 22 lies ahead of the range, and what comes after 42 behind it.
        assertEquals(List.of("a begins 25", "a (25", "a 30", "a 42)", "a ends 42"), told);
    }

    @Test
    void whatIsClosedAtTheCutEndsNoMore() throws Exception {
        read(new TimeRange(Long.MIN_VALUE, ZERO_NS + 30), log,
                input("a", 0, packet(10, 12, 20), packet(40, 44)), input("b", 1, packet(15, 18)));
        assertEquals(List.of("a begins", "b begins", "a (10", "a 12", "b (15", "b 18", "b 18)", "b ends", "a 20",
                "a 20)", "a ends 30"), told);
    }

    @Test
    void lossesThatReachOutOfTheRangeHaveNoCount() throws Exception {
        read(new TimeRange(ZERO_NS + 25, ZERO_NS + 42), log,
                input("a", 0, packet(10, 20), packet(30, 50).sequence(4).discarded(7)));
        assertEquals(List.of("a begins 25", "a lost some EVENTS 25 to 42", "a lost some PACKETS 25 to 30", "a (30",
                "a 42)", "a ends 42"), told);
    }

    @Test
    void lossesAreToldInBabeltrace2sWords() throws Exception {
        read(TimeRange.ALL, new LossText(TextOptions.DEFAULT, told::add),
                input("a", 3, packet(10), packet(1_000_000_040).sequence(2).discarded(5)));
        assertEquals(List.of(
                "WARNING: Tracer discarded 5 events between [13:46:40.000000010] and [13:46:41.000000040] in trace \"\" "
                        + "(UID: 7f1a6c1e-40d2-4c5e-9d55-0b1f0a9ab001) within stream \"" + java.nio.file.Path
                                .of("memory").toAbsolutePath()
                        + "\" (stream class ID: 0, stream ID: 3).",
                "WARNING: Tracer discarded 1 packet between [13:46:40.000000010] and [13:46:41.000000040] in trace \"\" "
                        + "(UID: 7f1a6c1e-40d2-4c5e-9d55-0b1f0a9ab001) within stream \"" + java.nio.file.Path
                                .of("memory").toAbsolutePath()
                        + "\" (stream class ID: 0, stream ID: 3)."),
                told);
    }
}
