package io.gyre.ctf.filter;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.interpret.EventTest;
import io.gyre.ctf.interpret.Interpreter;
import io.gyre.ctf.interpret.RoleSink;
import io.gyre.ctf.layout.EventLayout;
import io.gyre.ctf.layout.Instruction;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.read.PacketCursor;
import io.gyre.ctf.read.SilentVisitor;
import java.util.IdentityHashMap;
import java.util.List;

/** Works a selection out by walking over each event: the oracle of the compiled one, and its fallback. */
public final class InterpretedFilter implements EventTest {
    private static final SilentVisitor NOBODY = new SilentVisitor();

    private final StreamLayout layout;
    private final Selection selection;
    private final IdentityHashMap<EventRecordClass, EventTest> tests = new IdentityHashMap<>();

    private InterpretedFilter(StreamLayout layout, Selection selection) {
        this.layout = layout;
        this.selection = selection;
    }

    /** {@return the test for the events of a data stream class} */
    public static EventTest of(StreamLayout layout, Selection selection) {
        return selection.isAll() ? EventTest.ALL : new InterpretedFilter(layout, selection);
    }

    @Override
    public long passOver(PacketCursor cursor, EventRecordClass eventClass, long body) throws DataStreamException {
        return tests.computeIfAbsent(eventClass, this::test).passOver(cursor, eventClass, body);
    }

    private EventTest test(EventRecordClass eventClass) {
        EventLayout event = layout.event(eventClass);
        return switch (selection.of(event)) {
            case Selection.All _ -> EventTest.ALL;
            case Selection.None _ -> (cursor, _, body) -> walk(event, 0, event.instructions().size(), cursor, body,
                    NOBODY);
            case Selection.Some some -> new Conditional(event, some.filter());
        };
    }

    private static long walk(EventLayout event, int from, int to, PacketCursor cursor, long position,
            SilentVisitor visitor) throws DataStreamException {
        return Interpreter.walk(event.instructions(), from, to, event.slotCount(), cursor, position, visitor,
                RoleSink.NONE);
    }

    /** {@return the test of a filter on events of one class} */
    public static EventTest of(EventLayout event, EventFilter filter) {
        return new Conditional(event, filter);
    }

    /** Reads as far as the filter needs, and the rest only when the event does not match: then nobody else reads it. */
    private static final class Conditional implements EventTest {
        private final EventLayout event;
        private final int prefix;
        private final CapturedFields fields;
        private final Evaluation evaluation;

        Conditional(EventLayout event, EventFilter filter) {
            this.event = event;
            List<Instruction> instructions = event.instructions();
            this.prefix = FilterPrefix.length(filter, instructions);
            this.fields = new CapturedFields(filter.accesses());
            this.evaluation = new Evaluation(filter, fields);
        }

        @Override
        public long passOver(PacketCursor cursor, EventRecordClass eventClass, long body) throws DataStreamException {
            fields.start(cursor);
            long next = walk(event, 0, prefix, cursor, body, fields);
            return evaluation.matches()
                    ? WANTED
                    : walk(event, prefix, event.instructions().size(), cursor, next, NOBODY);
        }
    }
}
