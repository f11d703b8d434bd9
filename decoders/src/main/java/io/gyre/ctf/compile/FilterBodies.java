package io.gyre.ctf.compile;

import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.filter.EventFilter;
import io.gyre.ctf.filter.FilterPrefix;
import io.gyre.ctf.filter.InterpretedFilter;
import io.gyre.ctf.filter.Selection;
import io.gyre.ctf.filter.Term;
import io.gyre.ctf.interpret.EventTest;
import io.gyre.ctf.layout.EventLayout;
import io.gyre.ctf.layout.Instruction;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.read.EventLoop;
import io.gyre.ctf.read.PacketCursor;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Compiles the passing over of events that are not wanted. Of an event that a filter has to judge the fields are read that it needs;
 * when it matches, its body starts anew.
 */
final class FilterBodies {
    private static final String TARGET = "target";
    private static final MethodTypeDesc MTD_ADD_DELIVERED = MethodTypeDesc.of(CD_void, CD_long);

    /** No event matches. */
    private static final EventFilter NOTHING = new EventFilter(List.of(),
            new EventFilter.Holds(new Term.Undefined()));

    private final StreamLayout layout;
    private final Selection selection;
    private final Map<Long, Maker> makers = new ConcurrentHashMap<>();

    /** Makes a body that hands wanted events to another one. */
    @FunctionalInterface
    private interface Maker {
        EventBody make(Function<EventRecordClass, EventBody> targets, EventRecordClass eventClass);
    }

    private FilterBodies(StreamLayout layout, Selection selection) {
        this.layout = layout;
        this.selection = selection;
    }

    /**
     * {@return a loop that hands the events selected to bodies}
     *
     * @param loops of these bodies when all events are selected
     */
    static EventLoop loop(StreamLayout layout, Selection selection, DirectLoops loops,
            Function<EventRecordClass, EventBody> targets) {
        if (selection.isAll()) {
            return new AdaptiveLoop(loops, layout.streamClass().events(), targets);
        }
        DirectLoops own = layout.attachment(new Key(selection, loops), DirectLoops.class,
                () -> new DirectLoops(layout));
        return new AdaptiveLoop(own, layout.streamClass().events(), select(layout, selection, targets));
    }

    /** {@return bodies that hand on the events selected} */
    static Function<EventRecordClass, EventBody> select(StreamLayout layout, Selection selection,
            Function<EventRecordClass, EventBody> targets) {
        if (selection.isAll()) {
            return targets;
        }
        FilterBodies bodies = layout.attachment(selection, FilterBodies.class,
                () -> new FilterBodies(layout, selection));
        return eventClass -> bodies.makers.computeIfAbsent(eventClass.id(), _ -> bodies.maker(eventClass))
                .make(targets, eventClass);
    }

    /** Of a selection and the bodies that it hands events to. */
    private record Key(Selection selection, DirectLoops targets) {}

    private Maker maker(EventRecordClass eventClass) {
        EventLayout event = layout.event(eventClass);
        return switch (selection.of(event)) {
            case Selection.All _ -> Function::apply;
            case Selection.None _ -> {
                OptionalLong bits = event.fixedBits();
                EventBody passing = bits.isPresent()
                        ? new FixedReject(bits.getAsLong())
                        : write(event, NOTHING).apply(new FixedReject(0));
                yield (_, _) -> passing;
            }
            case Selection.Some some -> {
                Function<EventBody, EventBody> filtered = write(event, some.filter());
                yield (targets, wanted) -> filtered.apply(targets.apply(wanted));
            }
        };
    }

    /** {@return what makes a body that hands what matches to another} */
    private static Function<EventBody, EventBody> write(EventLayout event, EventFilter filter) {
        var owner = new GeneratedClass(MethodHandles.lookup(),
                BodyWriter.className("Filter", event.eventClass().name()), EventBody.class);
        Factory<EventBody> compiled = owner.define(EventBody.class, builder -> {
            builder.withField(TARGET, Descriptors.CD_BODY, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
            owner.constructor(builder, code -> code.aload(0).aload(1).iconst_0().aaload()
                    .checkcast(Descriptors.CD_BODY).putfield(owner.name(), TARGET, Descriptors.CD_BODY));
            builder.withMethodBody("read", Descriptors.MTD_READ, ClassFile.ACC_PUBLIC,
                    code -> read(code, owner, event, filter));
        });
        return compiled != null
                ? compiled::make
                : target -> new InterpretedReject(InterpretedFilter.of(event, filter), event.eventClass(), target);
    }

    private static void read(CodeBuilder code, GeneratedClass owner, EventLayout event, EventFilter filter) {
        int body = code.allocateLocal(TypeKind.LONG);
        code.lload(BodyWriter.POSITION).lstore(body);
        Track track = BodyWriter.track(code);
        var fields = new FilterSink(code, filter);
        var slots = new SlotLocals(_ -> false);
        List<Instruction> instructions = event.instructions();
        slots.declare(code, instructions);
        int prefix = FilterPrefix.length(filter, instructions);
        new FieldEmitter(code, owner, track, slots, fields).emit(instructions, 0, prefix);
        Label reject = code.newLabel();
        Label matched = code.newLabel();
        new ConditionWriter(code, owner, filter, fields, reject).decide(filter.decision(), matched);
        code.labelBinding(matched).aload(0).getfield(owner.name(), TARGET, Descriptors.CD_BODY).aload(Track.CURSOR)
                .aload(Track.BUFFER).lload(BodyWriter.START).lload(body).lload(BodyWriter.CLOCK)
                .invokevirtual(Descriptors.CD_BODY, "read", Descriptors.MTD_READ).lreturn();
        code.labelBinding(reject);
        new FieldEmitter(code, owner, track, slots, FieldSink.NOTHING).emit(instructions, prefix,
                instructions.size());
        code.aload(Track.CURSOR).loadConstant(-1L).invokevirtual(Descriptors.CD_CURSOR, "addDelivered",
                MTD_ADD_DELIVERED);
        BodyWriter.returnPosition(code, track);
    }

    /** Events of known size that are not wanted. The loop counts them as delivered, which is taken back. */
    private static final class FixedReject extends EventBody {
        private final long bits;

        FixedReject(long bits) {
            this.bits = bits;
        }

        @Override
        public long read(PacketCursor cursor, byte[] buffer, long start, long position, long clock)
                throws DataStreamException {
            if (cursor.end() - position < bits) {
                throw cursor.pastEnd(position, bits);
            }
            cursor.addDelivered(-1);
            return position + bits;
        }
    }

    /** A filter whose generated method would be too large for the JIT compiler. */
    private static final class InterpretedReject extends EventBody {
        private final EventTest test;
        private final EventRecordClass eventClass;
        private final EventBody target;

        InterpretedReject(EventTest test, EventRecordClass eventClass, EventBody target) {
            this.test = test;
            this.eventClass = eventClass;
            this.target = target;
        }

        @Override
        public long read(PacketCursor cursor, byte[] buffer, long start, long position, long clock)
                throws DataStreamException {
            long passed = test.passOver(cursor, eventClass, position);
            if (passed < 0) {
                return target.read(cursor, buffer, start, position, clock);
            }
            cursor.addDelivered(-1);
            return passed;
        }
    }
}
