package io.gyre.ctf.compile;

import static io.gyre.ctf.testing.Classes.event;
import static io.gyre.ctf.testing.Classes.member;
import static io.gyre.ctf.testing.Classes.unsigned;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.StringEncoding;
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
import org.junit.jupiter.api.Test;

/** Event classes so large that a method for them would never be compiled, or would not even fit a class file. */
class LargeEventsTest {
    private static TraceClass trace(int fields) {
        var members = new ArrayList<FieldClass.Member>();
        for (int i = 0; i < fields; i++) {
            members.add(i % 2 == 0
                    ? member("n" + i, unsigned(8))
                    : member("s" + i, new FieldClass.NullTerminatedString(StringEncoding.UTF_8)));
        }
        return Classes.trace(Classes.lttngPacketHeader(), Classes.stream(0, Classes.lttngPacketContext(),
                Classes.lttngCompactHeader(), event(1, "large", new FieldClass.Structure(members, 1))));
    }

    private static List<StreamInput> inputs(TraceClass trace, int fields) {
        byte[] payload = new byte[fields + fields / 2];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (i % 3 == 2 ? 0 : 1 + i % 100);
        }
        byte[] packet = new LttngPacket(2 * payload.length + 200, 5).event(1, 6, payload).event(1, 7, payload)
                .build(8);
        return List.of(new StreamInput(new StreamInfo("", trace, Objects.requireNonNull(trace.streams().get(0L)), 0L,
                "ch_0"), new MemorySource(trace, List.of(packet)), Long.MIN_VALUE, StreamInput.Origin.OWN));
    }

    @Test
    void visitorsAndHandlersGetThemAllTheSame() throws Exception {
        for (int fields : new int[]{ 300, 1000, 20_000}) {
            TraceClass trace = trace(fields);
            var walked = new Recorder();
            var compiled = new Recorder();
            var bound = new ArrayList<Integer>();
            @SuppressWarnings("UnusedMethod") // called by generated code
            class Handler {
                @OnEvent("large")
                void large(@Field("n0") int first, @Field("n298") int late) {
                    bound.add(first);
                    bound.add(late);
                }
            }
            assertEquals(2, run(EventReader.interpreted(inputs(trace, fields), walked, Damage.STRICT)));
            assertEquals(2, run(EventReader.dynamic(inputs(trace, fields), compiled, Damage.STRICT)));
            assertEquals(2, run(EventReader.handlers(inputs(trace, fields), List.of(new Handler()), Damage.STRICT)));
            assertEquals(walked.lines(), compiled.lines());
            int late = 1 + 447 % 100;
            assertEquals(List.of(1, late, 1, late), bound);
        }
    }

    private static long run(EventReader reader) throws Exception {
        try (reader) {
            return reader.runUntil(Long.MAX_VALUE);
        }
    }
}
