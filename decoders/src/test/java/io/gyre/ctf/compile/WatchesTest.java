package io.gyre.ctf.compile;

import static io.gyre.ctf.testing.Classes.event;
import static io.gyre.ctf.testing.Classes.member;
import static io.gyre.ctf.testing.Classes.structure;
import static io.gyre.ctf.testing.Classes.unsigned;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.ctf.bind.EventShape;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.bind.Watch;
import io.gyre.ctf.bind.Watching;
import io.gyre.ctf.filter.FieldReference;
import io.gyre.ctf.filter.Filter;
import io.gyre.ctf.filter.FilterException;
import io.gyre.ctf.filter.Selection;
import io.gyre.ctf.layout.EventLayout;
import io.gyre.ctf.layout.TraceLayout;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.SilentVisitor;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.testing.Classes;
import io.gyre.ctf.testing.LttngPacket;
import io.gyre.ctf.testing.MemorySource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchesTest {
    private static final EventRecordClass OPEN = event(1, "open", structure(member("fd", unsigned(8))));
    private static final EventRecordClass CLOSE = event(2, "close",
            structure(member("inner", structure(member("fd", unsigned(8)), member("ret", unsigned(8))))));
    private static final TraceClass TRACE = Classes.trace(Classes.lttngPacketHeader(),
            Classes.stream(0, Classes.lttngPacketContext(), Classes.lttngCompactHeader(), OPEN, CLOSE));

    private final List<String> calls = new ArrayList<>();

    private final class Visitor extends SilentVisitor {
        private final String name;

        Visitor(String name) {
            this.name = name;
        }

        @Override
        public Set<Scope> scopes() {
            return EnumSet.of(Scope.EVENT_RECORD_PAYLOAD);
        }

        @Override
        public void beginEvent(StreamInfo stream, PacketHeader packet, EventRecordClass eventClass, long cycles,
                long timestampNs) {
            calls.add(name + ":" + eventClass.name());
        }

        @Override
        public void integer(FieldNode node, long value) {
            calls.add(name + ":" + node.name() + "=" + value);
        }
    }

    /** Public, since what calls it is generated. */
    public final class Opens implements Watching {
        private final List<Watch> watches;

        Opens(List<Watch> watches) {
            this.watches = watches;
        }

        @OnEvent("open")
        public void open(@Field("fd") int fd) {
            calls.add("open " + fd);
        }

        @Override
        public List<Watch> watches() {
            return watches;
        }
    }

    private long read(byte[] packet, Selection selection, Object... handlers) throws Exception {
        return read(List.of(packet), selection, handlers);
    }

    private long read(List<byte[]> packets, Selection selection, Object... handlers) throws Exception {
        var stream = Objects.requireNonNull(TRACE.streams().get(0L));
        var input = new StreamInput(new StreamInfo("", TRACE, stream, 0L, "ch_0"),
                new MemorySource(TRACE, packets), Long.MIN_VALUE, StreamInput.Origin.OWN);
        try (var reader = EventReader.handlers(List.of(input), List.of(handlers), selection, Damage.STRICT)) {
            return reader.runUntil(Long.MAX_VALUE);
        }
    }

    private static byte[] events() {
        return new LttngPacket(400, 100).event(1, 110, new byte[]{ 3}).event(1, 120, new byte[]{ 4})
                .event(2, 130, new byte[]{ 4, 9}).build(512);
    }

    private static Selection selection(String event, String filter) throws FilterException {
        Selection events = Selection.ALL.withEvents(List.of(event));
        return filter.isEmpty() ? events : events.withFilter(Filter.parse(filter));
    }

    @Test
    void eachWatchGetsTheEventsThatItSelectsAfterTheMethodsAndInTheirOrder() throws Exception {
        var watches = List.of(new Watch(selection("*", ""), new Visitor("all")),
                new Watch(selection("open", "fd > 3"), new Visitor("high")));
        assertEquals(3, read(events(), Selection.ALL, new Opens(watches)));
        assertEquals(List.of("open 3", "all:open", "all:fd=3", "open 4", "all:open", "all:fd=4", "high:open",
                "high:fd=4", "all:close", "all:fd=4", "all:ret=9"), calls);
    }

    @Test
    void aShapeChoosesClassesByTheirFields() throws Exception {
        EventShape hasInner = (_, event) -> {
            FieldClass.Structure payload = event.payload();
            return payload != null && payload.members().getFirst().name().equals("inner");
        };
        for (int reader = 0; reader < 2; reader++) {
            calls.clear();
            assertEquals(3, read(events(), Selection.ALL,
                    new Opens(List.of(new Watch(selection("*", ""), hasInner, new Visitor("inner"))))));
            assertEquals(List.of("open 3", "open 4", "inner:close", "inner:fd=4", "inner:ret=9"), calls);
        }
    }

    @Test
    void whatTheReaderSelectsComesFirst() throws Exception {
        var watches = List.of(new Watch(selection("*", ""), new Visitor("all")),
                new Watch(selection("close", "inner.ret == 1"), new Visitor("never")));
        assertEquals(2, read(events(), selection("*", "fd == 3 || fd == 4"), new Opens(watches)));
        assertEquals(List.of("open 3", "all:open", "all:fd=3", "open 4", "all:open", "all:fd=4"), calls);
    }

    @Test
    void watchesGoOnInTheLoopThatReadsFrequentEventsDirectly() throws Exception {
        var packets = new ArrayList<byte[]>();
        int count = 25_000;
        for (int i = 0; i < count; i += 1000) {
            var packet = new LttngPacket(6000, i + 100);
            for (int j = 0; j < 1000; j++) {
                packet.event(1, i + j + 101, new byte[]{ (byte) (j % 5)});
            }
            packets.add(packet.build(6000));
        }
        for (int reader = 0; reader < 2; reader++) {
            calls.clear();
            var watches = List.of(new Watch(selection("open", "fd == 2"), new Visitor("two")));
            assertEquals(count, read(packets, Selection.ALL, new Opens(watches)));
            assertEquals(count / 5, calls.stream().filter("two:fd=2"::equals).count());
            assertEquals(count, calls.stream().filter(call -> call.startsWith("open ")).count());
        }
    }

    @Test
    void fieldReferencesAreFoundWhereFiltersFindThem() throws Exception {
        var layout = TraceLayout.of(TRACE).streamOf(Objects.requireNonNull(TRACE.streams().get(0L)));
        EventLayout open = layout.event(OPEN);
        EventLayout close = layout.event(CLOSE);
        assertEquals(List.of("fd"), FieldReference.parse("fd").in(open).stream().map(FieldNode::name).toList());
        assertTrue(FieldReference.parse("fd").in(close).isEmpty());
        assertEquals(1, FieldReference.parse("inner.fd").in(close).size());
        assertTrue(FieldReference.parse("inner").in(close).isEmpty());
        assertTrue(FieldReference.parse("$ctx.cpu_id").isCpu(open));
        var wrong = assertThrows(FilterException.class, () -> FieldReference.parse("fd == 3"));
        assertEquals("expected the name of a field", wrong.reason());
        assertEquals(6, assertThrows(FilterException.class, () -> FieldReference.parse("inner[1]")).column());
    }
}
