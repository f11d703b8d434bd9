package io.gyre.ctf.compile;

import static io.gyre.ctf.testing.Classes.event;
import static io.gyre.ctf.testing.Classes.member;
import static io.gyre.ctf.testing.Classes.structure;
import static io.gyre.ctf.testing.Classes.unsigned;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.testing.Classes;
import io.gyre.ctf.testing.LttngPacket;
import io.gyre.ctf.testing.MemorySource;
import io.gyre.ctf.testing.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Readers that see so many events that they change to a loop with the most frequent bodies in it. */
class DirectLoopsTest {
    private static final int CLASSES = 20;
    private static final int EVENTS_PER_PACKET = 3000;
    private static final int PACKETS = 12;

    /** Event class n has n bytes of payload, so that one body in place of another would lose its way. */
    private static TraceClass trace() {
        EventRecordClass[] classes = IntStream.range(0, CLASSES)
                .mapToObj(id -> event(id, "class" + id, structure(IntStream.range(0, id)
                        .mapToObj(i -> member("n" + i, unsigned(8)))
                        .toArray(io.gyre.ctf.model.FieldClass.Member[]::new))))
                .toArray(EventRecordClass[]::new);
        return Classes.trace(Classes.lttngPacketHeader(), Classes.stream(0, Classes.lttngPacketContext(),
                Classes.lttngCompactHeader(), classes));
    }

    private static List<byte[]> packets(int unknownId) {
        var random = new Random(7);
        List<byte[]> packets = new ArrayList<>();
        long time = 5;
        for (int i = 0; i < PACKETS; i++) {
            var packet = new LttngPacket(EVENTS_PER_PACKET * (CLASSES + 8) + 200, time);
            for (int k = 0; k < EVENTS_PER_PACKET; k++) {
                // Low ids are frequent, high ones rare; what is frequent shifts from packet to packet.
                int id = (random.nextInt(1 + random.nextInt(CLASSES)) + i) % CLASSES;
                byte[] payload = new byte[id];
                random.nextBytes(payload);
                packet.event(id, ++time, payload);
            }
            packets.add(packet.build(8));
        }
        if (unknownId >= 0) {
            packets.add(new LttngPacket(400, time).wideEvent(unknownId, ++time).build(8));
        }
        return packets;
    }

    private static List<StreamInput> inputs(TraceClass trace, List<byte[]> packets) {
        return List.of(new StreamInput(new StreamInfo("", trace, Objects.requireNonNull(trace.streams().get(0L)), 0L,
                "ch_0"), new MemorySource(trace, packets), Long.MIN_VALUE, StreamInput.Origin.OWN));
    }

    private static long run(EventReader reader) throws Exception {
        try (reader) {
            return reader.runUntil(Long.MAX_VALUE);
        }
    }

    @Test
    void visitorsGetTheSameFromFirstAndLaterReadersAsFromTheInterpreter() throws Exception {
        TraceClass trace = trace();
        List<byte[]> packets = packets(-1);
        var walked = new Recorder();
        run(EventReader.interpreted(inputs(trace, packets), walked, Damage.STRICT));
        for (int reader = 0; reader < 3; reader++) {
            var compiled = new Recorder();
            assertEquals(PACKETS * EVENTS_PER_PACKET,
                    run(EventReader.dynamic(inputs(trace, packets), compiled, Damage.STRICT)));
            assertEquals(walked.lines(), compiled.lines());
        }
    }

    @Test
    void handlersGetTheirEventsFromFirstAndLaterReaders() throws Exception {
        TraceClass trace = trace();
        List<byte[]> packets = packets(-1);
        List<List<Integer>> got = new ArrayList<>();
        for (int reader = 0; reader < 3; reader++) {
            var fields = new ArrayList<Integer>();
            @SuppressWarnings("UnusedMethod") // called by generated code
            class Handler {
                @OnEvent("class3")
                void frequent(@Field("n0") int first, @Field("n2") int last) {
                    fields.add(first);
                    fields.add(last);
                }

                @OnEvent("class19")
                void rare(@Field("n18") int last) {
                    fields.add(last);
                }
            }
            assertEquals(PACKETS * EVENTS_PER_PACKET,
                    run(EventReader.handlers(inputs(trace, packets), List.of(new Handler()), Damage.STRICT)));
            got.add(fields);
        }
        assertEquals(got.get(0), got.get(1));
        assertEquals(got.get(0), got.get(2));
    }

    @Test
    void anIdOfMoreThan31BitsIsNotTakenForAFrequentOne() {
        TraceClass trace = trace();
        List<byte[]> packets = packets(-CLASSES + Integer.MAX_VALUE);
        for (int reader = 0; reader < 2; reader++) {
            DataStreamException damage = assertThrows(DataStreamException.class,
                    () -> run(EventReader.dynamic(inputs(trace, packets), new Recorder(), Damage.STRICT)));
            assertEquals(DataStreamException.Kind.UNKNOWN_EVENT_CLASS, damage.kind());
        }
    }
}
