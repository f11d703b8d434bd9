package io.gyre.ctf.compile;

import static io.gyre.ctf.testing.Classes.event;
import static io.gyre.ctf.testing.Classes.member;
import static io.gyre.ctf.testing.Classes.structure;
import static io.gyre.ctf.testing.Classes.unsigned;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.ctf.bind.BindException;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.layout.TraceLayout;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.read.PacketCursor;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.testing.Classes;
import io.gyre.ctf.testing.LttngPacket;
import io.gyre.ctf.testing.MemorySource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Elements of arrays as parameters, such as the arguments of a system call that the tracer knows by its number alone. */
@SuppressWarnings({ "UnusedMethod", "UnusedVariable"}) // called by generated code
class ArrayElementsTest {
    private static final EventRecordClass UNKNOWN = event(1, "syscall_entry_unknown", structure(
            member("id", unsigned(32)), member("args", new FieldClass.StaticLengthArray(3, unsigned(64), 1)),
            member("after", unsigned(16))));
    private static final TraceClass TRACE = Classes.trace(Classes.lttngPacketHeader(),
            Classes.stream(0, Classes.lttngPacketContext(), Classes.lttngCompactHeader(), UNKNOWN));

    private static byte[] packet() {
        ByteBuffer bytes = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(324).putLong(16).putLong(-2).putLong(1L << 40).putShort((short) 77);
        return new LttngPacket(400, 100).cpu(3).event(1, 110, bytes.array()).event(1, 120, bytes.array()).build(512);
    }

    private static void read(boolean compiled, Object handler) throws Exception {
        var stream = Objects.requireNonNull(TRACE.streams().get(0L));
        HandlerSet handlers = HandlerSet.of(List.of(handler));
        var layout = TraceLayout.of(TRACE).streamOf(stream);
        var loop = compiled ? handlers.compiled(layout) : handlers.interpreted(layout);
        var cursor = new PacketCursor(new StreamInfo("", TRACE, stream, 0L, "ch_0"));
        cursor.open(Objects.requireNonNull(new MemorySource(TRACE, List.of(packet())).next()));
        cursor.setClock(100);
        loop.run(cursor, 0, -1);
    }

    @Test
    void elementsAreHandedOneByOne() throws Exception {
        var calls = new ArrayList<String>();
        class Handler {
            @OnEvent("syscall_entry_unknown")
            void unknown(@Field("args[1]") long second, @Field("id") int id, @Field("args[0]") long first,
                    @Field("after") int after, @Field(value = "args[9]", required = false) long none) {
                calls.add(id + " " + first + " " + second + " " + after + " " + none);
            }
        }
        read(true, new Handler());
        assertEquals(List.of("324 16 -2 77 0", "324 16 -2 77 0"), calls);
        read(false, new Handler());
        assertEquals(calls.subList(0, 2), calls.subList(2, 4));
    }

    @Test
    void elementThatIsNotThereIsRefused() {
        class Handler {
            @OnEvent("syscall_entry_unknown")
            void unknown(@Field("args[3]") long fourth) {}
        }
        var error = assertThrows(BindException.class, () -> read(true, new Handler()));
        assertTrue(String.valueOf(error.getMessage()).contains("no payload field `args[3]`"), error.toString());
    }
}
