package io.gyre.ctf.compile;

import static io.gyre.ctf.testing.Classes.event;
import static io.gyre.ctf.testing.Classes.member;
import static io.gyre.ctf.testing.Classes.structure;
import static io.gyre.ctf.testing.Classes.unsigned;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.ctf.bind.BindException;
import io.gyre.ctf.bind.Context;
import io.gyre.ctf.bind.Cpu;
import io.gyre.ctf.bind.EventClass;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.bind.OnPacket;
import io.gyre.ctf.bind.Stream;
import io.gyre.ctf.bind.Text;
import io.gyre.ctf.compile.elsewhere.ForeignHandlers;
import io.gyre.ctf.layout.TraceLayout;
import io.gyre.ctf.model.BitOrder;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.StringEncoding;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.PacketCursor;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.testing.Classes;
import io.gyre.ctf.testing.LttngPacket;
import io.gyre.ctf.testing.MemorySource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@SuppressWarnings({ "UnusedMethod", "UnusedVariable"}) // called by generated code
class HandlersTest {
    private static final EventRecordClass NUMBER = event(1, "number", structure(member("value", unsigned(32)),
            member("name", new FieldClass.NullTerminatedString(StringEncoding.UTF_8)),
            member("ratio", new FieldClass.FixedLengthFloatingPoint(64, ByteOrder.LITTLE_ENDIAN,
                    BitOrder.FIRST_TO_LAST, 8)),
            member("inner", structure(member("big", unsigned(64)), member("flag", unsigned(8)))),
            member("length", unsigned(8)),
            member("list", new FieldClass.DynamicLengthArray(Classes.path(Scope.EVENT_RECORD_PAYLOAD, 4),
                    unsigned(16), 1))));
    private static final EventRecordClass OTHER = event(2, "other_thing", structure(member("value", unsigned(64))));
    private static final TraceClass TRACE = Classes.trace(Classes.lttngPacketHeader(),
            Classes.stream(0, Classes.lttngPacketContext(), Classes.lttngCompactHeader(), NUMBER, OTHER));

    private static byte[] number(int value, String name, double ratio, long big, int flag, int... list) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(64 + text.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(value).put(text).put((byte) 0).putDouble(ratio).putLong(big).put((byte) flag)
                .put((byte) list.length);
        for (int element : list) {
            bytes.putShort((short) element);
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static byte[] other(long value) {
        return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    }

    private static List<StreamInput> inputs(byte[]... packets) {
        var stream = Objects.requireNonNull(TRACE.streams().get(0L));
        return List.of(new StreamInput(new StreamInfo("", TRACE, stream, 0L, "ch_0"),
                new MemorySource(TRACE, List.of(packets)), Long.MIN_VALUE, StreamInput.Origin.OWN));
    }

    private static byte[] twoEvents() {
        return new LttngPacket(400, 100).cpu(3).event(1, 110, number(-7, "näme", 2.5, 1L << 40, 1, 5, 6))
                .event(2, 120, other(-1)).build(512);
    }

    private static long read(byte[] packet, Object... handlers) throws Exception {
        try (var reader = EventReader.handlers(inputs(packet), List.of(handlers), Damage.STRICT)) {
            return reader.runUntil(Long.MAX_VALUE);
        }
    }

    @Test
    void everyKindOfParameterIsHanded() throws Exception {
        var calls = new ArrayList<String>();
        class Handler {
            @OnEvent("number")
            void number(long time, @Cpu int cpu, @Field("value") int value, @Field("name") Text name,
                    @Field("name") String copy, @Field("ratio") double ratio, @Field("inner.big") long big,
                    @Field("inner.flag") boolean flag, @EventClass EventRecordClass eventClass,
                    @Stream StreamInfo stream) {
                calls.add(time + " " + cpu + " " + value + " " + name + " " + copy + " " + ratio + " " + big + " "
                        + flag + " " + eventClass.name() + " " + stream.name());
            }
        }
        assertEquals(2, read(twoEvents(), new Handler()));
        assertEquals(List.of("1000000000000110 3 -7 näme näme 2.5 1099511627776 true number ch_0"), calls);
    }

    @Test
    void theInterpreterMakesTheSameCalls() throws Exception {
        var calls = new ArrayList<String>();
        class Handler {
            @OnEvent({ "number", "other*"})
            void number(long time, @Cpu int cpu, @Field("value") long value,
                    @Field(value = "name", required = false) Text name,
                    @Field(value = "inner.flag", required = false) boolean flag) {
                calls.add(time + " " + cpu + " " + value + " " + name + " " + flag);
            }
        }
        var handlers = HandlerSet.of(List.of(new Handler()));
        var layout = TraceLayout.of(TRACE)
                .streamOf(Objects.requireNonNull(TRACE.streams().get(0L)));
        for (var loop : List.of(handlers.compiled(layout), handlers.interpreted(layout))) {
            var input = inputs(twoEvents()).getFirst();
            var cursor = new PacketCursor(input.info());
            cursor.open(Objects.requireNonNull(input.packets().next()));
            cursor.setClock(100);
            loop.run(cursor, 0, -1);
        }
        assertEquals(4, calls.size());
        assertEquals(calls.subList(0, 2), calls.subList(2, 4));
        assertEquals("1000000000000120 3 -1  false", calls.get(1));
    }

    @Test
    void wildcardsAndSeveralMethodsTakeTheSameEvent() throws Exception {
        var calls = new ArrayList<String>();
        class Handler {
            @OnEvent("*")
            void every(@EventClass EventRecordClass eventClass) {
                calls.add("every " + eventClass.name());
            }

            @OnEvent("o*_*ing")
            void some(@Field("value") long value) {
                calls.add("some " + value);
            }
        }
        read(twoEvents(), new Handler());
        assertEquals(List.of("every number", "every other_thing", "some -1"), calls);
    }

    @Test
    void handlersOfSeveralPackagesShareOnePass() throws Exception {
        var calls = new ArrayList<String>();
        class Here {
            @OnEvent("number")
            void number(@Field("value") int value) {
                calls.add("here " + value);
            }
        }
        final class Heir extends ForeignHandlers.Base {}
        var heir = new Heir();
        assertEquals(2, read(twoEvents(), new Here(), ForeignHandlers.hidden(calls), heir));
        assertEquals(List.of("here -7", "hidden -7"), calls);
        assertEquals(List.of("inherited 4294967289"), heir.calls());
    }

    @Test
    void oneCompiledClassServesAllHandlersOfAClass() throws Exception {
        class Counter {
            private int count;

            @OnEvent("number")
            void number(@Field("value") int value) {
                count++;
            }
        }
        var first = new Counter();
        var second = new Counter();
        read(twoEvents(), first);
        read(twoEvents(), second);
        read(twoEvents(), second);
        assertEquals(1, first.count);
        assertEquals(2, second.count);
    }

    @Test
    void packetsAreAnnouncedBeforeTheirEvents() throws Exception {
        var calls = new ArrayList<String>();
        class Handler {
            @OnPacket
            void packet(StreamInfo stream, PacketHeader packet) {
                calls.add(stream.name() + " " + packet.sequenceNumber());
            }

            @OnEvent("*")
            void event(long time) {
                calls.add("event " + time % 1000);
            }
        }
        byte[] first = new LttngPacket(200, 100).sequence(1).event(2, 110, other(0)).build(128);
        byte[] empty = new LttngPacket(200, 120).sequence(2).build(128);
        try (var reader = EventReader.handlers(inputs(first, empty), List.of(new Handler()), Damage.STRICT)) {
            assertEquals(1, reader.runUntil(Long.MAX_VALUE));
        }
        assertEquals(List.of("ch_0 1", "event 110", "ch_0 2"), calls);
    }

    @Test
    void noHandlerGetsAnEventThatIsNotWhole() throws Exception {
        var calls = new ArrayList<Integer>();
        class Handler {
            @OnEvent("number")
            void number(@Field("value") int value) {
                calls.add(value);
            }
        }
        byte[] whole = new LttngPacket(400, 100).event(1, 110, number(1, "a", 0, 0, 0))
                .event(1, 111, number(2, "b", 0, 0, 0, 1, 2, 3)).build(1);
        for (int length = LttngPacket.HEADER_BYTES; length < whole.length; length++) {
            calls.clear();
            byte[] cut = Arrays.copyOf(whole, length);
            var damages = new ArrayList<String>();
            try (var reader = EventReader.handlers(inputs(cut), List.of(new Handler()),
                    (_, e) -> damages.add(e.code()))) {
                long delivered = reader.runUntil(Long.MAX_VALUE);
                assertEquals(calls.size(), delivered);
            }
            int first = LttngPacket.HEADER_BYTES + 4 + number(1, "a", 0, 0, 0).length;
            assertEquals(length < first ? List.of() : List.of(1), calls, "length " + length);
            assertEquals(List.of("packet-truncated"), damages, "length " + length);
        }
    }

    @Test
    void mistakesAreToldWhenBinding() {
        class NoSuchField {
            @OnEvent("other*")
            void other(@Field("valeu") int value) {}
        }
        class WrongType {
            @OnEvent("other_thing")
            void other(@Field("value") int value) {}
        }
        class NoSuchContext {
            @OnEvent("number")
            void number(@Context("vtid") int tid) {}
        }
        class Unknown {
            @OnEvent("number")
            void number(@Field("value") Integer value) {}
        }
        class Unannotated {
            @OnEvent("number")
            void number(long time, int value) {}
        }
        class Private {
            @OnEvent("number")
            private void number() {}
        }
        class Packet {
            @OnPacket
            void packet(PacketHeader packet) {}
        }
        assertMistake(new NoSuchField(),
                "NoSuchField.other: event `other_thing` has no payload field `valeu`; it has value");
        assertMistake(new WrongType(),
                "WrongType.other: payload field `value` of event `other_thing` is an integer of 64 bits, which the parameter's type int cannot take");
        assertMistake(new NoSuchContext(),
                "NoSuchContext.number: event `number` has no context field `vtid`; it has none");
        assertMistake(new Unknown(), "its type is one of int, long, double, boolean, Text, String");
        assertMistake(new Unannotated(), "parameter 2");
        assertMistake(new Private(), "neither static nor private");
        assertMistake(new Packet(), "takes (StreamInfo, PacketHeader)");
    }

    private static void assertMistake(Object handler, String expected) {
        var mistake = assertThrows(BindException.class,
                () -> EventReader.handlers(inputs(), List.of(handler), Damage.STRICT));
        assertTrue(Objects.requireNonNull(mistake.getMessage()).contains(expected), mistake.getMessage());
    }

    @Test
    void eventsThatTheTraceLacksAreNoMistake() throws Exception {
        class Handler {
            @OnEvent("never")
            void never(@Field("anything") int value) {}
        }
        assertEquals(2, read(twoEvents(), new Handler()));
    }
}
