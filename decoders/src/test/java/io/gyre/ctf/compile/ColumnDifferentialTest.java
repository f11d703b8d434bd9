package io.gyre.ctf.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.ctf.column.ColumnBatches;
import io.gyre.ctf.column.ColumnChoice;
import io.gyre.ctf.filter.Filter;
import io.gyre.ctf.filter.Selection;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.testing.Classes;
import io.gyre.ctf.testing.ColumnRows;
import io.gyre.ctf.testing.LttngPacket;
import io.gyre.ctf.testing.MemorySource;
import io.gyre.ctf.testing.RandomClasses;
import io.gyre.ctf.testing.RandomFilters;
import io.gyre.ctf.testing.RowVisitor;
import io.gyre.ctf.testing.TraceEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Columns hold what visitors are handed: compiled and interpreted, over classes and values at random, whole and damaged. */
class ColumnDifferentialTest {
    private static final int TRACES = Integer.getInteger("gyre.column.traces", 60);

    private static List<StreamInput> inputs(TraceClass traceClass, List<byte[]> packets) {
        DataStreamClass stream = traceClass.streams().values().iterator().next();
        return List.of(new StreamInput(new StreamInfo("", traceClass, stream, null, "random"),
                new MemorySource(traceClass, packets), Long.MIN_VALUE, StreamInput.Origin.OWN));
    }

    private interface Columns {
        EventReader of(List<StreamInput> inputs, ColumnBatches batches, Selection selection, Damage damage);
    }

    private static Map<String, List<String>> rows(Columns way, int capacity, TraceClass traceClass,
            List<byte[]> packets, Selection selection) throws Exception {
        var rows = new ColumnRows();
        var batches = new ColumnBatches(ColumnChoice.ALL, capacity, rows);
        try (var reader = way.of(inputs(traceClass, packets), batches, selection, (_, _) -> {})) {
            reader.runUntil(Long.MAX_VALUE);
        }
        batches.flush();
        return rows.byClass();
    }

    private static Map<String, List<String>> visited(TraceClass traceClass, List<byte[]> packets, Selection selection)
            throws Exception {
        var rows = new RowVisitor();
        try (var reader = EventReader.dynamic(inputs(traceClass, packets), rows, selection, (_, _) -> {})) {
            reader.runUntil(Long.MAX_VALUE);
        }
        return rows.byClass();
    }

    private static void agree(TraceClass traceClass, List<byte[]> packets, Selection selection, int capacity,
            String what) throws Exception {
        Map<String, List<String>> expected = visited(traceClass, packets, selection);
        assertEquals(expected, rows(EventReader::columns, capacity, traceClass, packets, selection), what);
        assertEquals(expected, rows(EventReader::interpretedColumns, capacity, traceClass, packets, selection), what);
    }

    @Test
    void columnsHoldWhatVisitorsAreHanded() throws Exception {
        long first = System.nanoTime();
        for (int i = 0; i < TRACES; i++) {
            long seed = first + i;
            var random = new Random(seed);
            RandomClasses.Made made = RandomClasses.make(random);
            var encoder = new TraceEncoder(made, random);
            var packets = new ArrayList<byte[]>();
            for (int p = 0; p < 3; p++) {
                packets.add(encoder.packet(random.nextInt(6)));
            }
            agree(made.traceClass(), packets, Selection.ALL, 1 + random.nextInt(5), "seed " + seed);
            DataStreamClass stream = made.traceClass().streams().values().iterator().next();
            String filter = new RandomFilters(random, stream, stream.events().values().iterator().next())
                    .condition(1);
            agree(made.traceClass(), packets, Selection.ALL.withFilter(Filter.parse(filter)), 3,
                    "seed " + seed + " " + filter);
        }
    }

    @Test
    void anEventWithoutFieldsIsARow() throws Exception {
        TraceClass traceClass = Classes.trace(Classes.lttngPacketHeader(), Classes.stream(0,
                Classes.lttngPacketContext(), Classes.lttngCompactHeader(),
                Classes.event(1, "nothing", Classes.structure())));
        byte[] packet = new LttngPacket(400, 100).cpu(3).event(1, 110, new byte[0]).event(1, 120, new byte[0])
                .build(512);
        assertEquals(2, visited(traceClass, List.of(packet), Selection.ALL).getOrDefault("nothing", List.of()).size());
        agree(traceClass, List.of(packet), Selection.ALL, 1, "no fields");
    }

    @Test
    void damagedEventsLeaveNoTrace() throws Exception {
        long first = System.nanoTime();
        for (int i = 0; i < TRACES / 12; i++) {
            long seed = first + i;
            var random = new Random(seed);
            RandomClasses.Made made = RandomClasses.make(random);
            var encoder = new TraceEncoder(made, random);
            byte[] intact = encoder.packet(3);
            byte[] after = encoder.packet(2);
            for (int length = 0; length < intact.length; length++) {
                agree(made.traceClass(), List.of(Arrays.copyOf(intact, length), after), Selection.ALL, 100,
                        "seed " + seed + ", length " + length);
            }
        }
    }
}
