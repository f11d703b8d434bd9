package io.gyre.ctf.compile;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import io.gyre.ctf.layout.Instruction;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.model.Role;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the loop over a packet's events: reads each header, stops at the limit, hands the rest to the event class's body. */
final class LoopWriter {
    private static final MethodTypeDesc MTD_RUN = MethodTypeDesc.of(CD_void, Descriptors.CD_CURSOR, CD_long, CD_long);
    private static final MethodTypeDesc MTD_GET = MethodTypeDesc.of(CD_long);
    private static final MethodTypeDesc MTD_BUFFER = MethodTypeDesc.of(Descriptors.CD_BYTES);
    private static final MethodTypeDesc MTD_BODY = MethodTypeDesc.of(Descriptors.CD_BODY, Descriptors.CD_CURSOR,
            CD_long, CD_long);
    private static final MethodTypeDesc MTD_COMPARE = MethodTypeDesc.of(CD_int, CD_long, CD_long);
    private static final MethodTypeDesc MTD_ADVANCE = MethodTypeDesc.of(CD_long, CD_long, CD_long, CD_int);
    private static final MethodTypeDesc MTD_STOP_AT_END = MethodTypeDesc.of(CD_void, CD_long, CD_long, CD_long);
    private static final MethodTypeDesc MTD_STOP_BEFORE = MethodTypeDesc.of(CD_void, CD_long, CD_long, CD_long,
            CD_long);
    private static final MethodTypeDesc MTD_TIME_GOES_BACK = MethodTypeDesc.of(CD_void, CD_long, CD_long, CD_long);
    private static final MethodTypeDesc MTD_STOP_AT_DAMAGE = MethodTypeDesc.of(CD_void, CD_long, CD_long);
    private static final MethodTypeDesc MTD_READ_DIRECT = Descriptors.MTD_READ.insertParameterTypes(0,
            Descriptors.CD_BODY);
    private static final MethodTypeDesc MTD_EMPTY_EVENT = MethodTypeDesc.of(Descriptors.CD_DAMAGE, CD_long);

    private final StreamLayout layout;
    private final List<DirectBody> direct;
    private final GeneratedClass owner;

    private LoopWriter(StreamLayout layout, List<DirectBody> direct) {
        this.layout = layout;
        this.direct = direct;
        this.owner = new GeneratedClass(MethodHandles.lookup(), "Loop", CompiledLoop.class);
    }

    /** {@return a new loop over events of a data stream class} */
    static CompiledLoop of(StreamLayout layout) {
        return layout.attachment(LoopWriter.class, LoopFactory.class, () -> write(layout)).factory.make();
    }

    /** {@return what makes loops that read some event classes without a virtual call; null when it would be too large} */
    static @Nullable Factory<CompiledLoop> direct(StreamLayout layout, List<DirectBody> bodies) {
        return new LoopWriter(layout, bodies).define();
    }

    private record LoopFactory(Factory<CompiledLoop> factory) {}

    private static LoopFactory write(StreamLayout layout) {
        Factory<CompiledLoop> compiled = new LoopWriter(layout, List.of()).define();
        return new LoopFactory(compiled != null ? compiled : _ -> new InterpretedHeaderLoop(layout));
    }

    private @Nullable Factory<CompiledLoop> define() {
        return owner.define(CompiledLoop.class, builder -> {
            owner.constructor(builder, _ -> {});
            builder.withMethodBody("run", MTD_RUN, ClassFile.ACC_PUBLIC, this::run);
        });
    }

    /** The locals of {@code run(cursor, first, span)}. */
    private static final class Locals {
        private static final int CURSOR = 1;
        private final int position;
        private final int end;
        private final int start;
        private final int clock;
        private final int eventClock;
        private final int id;
        private final int count;
        private final int body;

        Locals(CodeBuilder code) {
            position = code.allocateLocal(TypeKind.LONG);
            end = code.allocateLocal(TypeKind.LONG);
            start = code.allocateLocal(TypeKind.LONG);
            clock = code.allocateLocal(TypeKind.LONG);
            eventClock = code.allocateLocal(TypeKind.LONG);
            id = code.allocateLocal(TypeKind.LONG);
            count = code.allocateLocal(TypeKind.LONG);
            body = code.allocateLocal(TypeKind.REFERENCE);
        }
    }

    private void run(CodeBuilder code) {
        // first and span move up, so that the buffer is where all emitters expect it.
        int first = code.allocateLocal(TypeKind.LONG);
        int span = code.allocateLocal(TypeKind.LONG);
        var locals = new Locals(code);
        code.lload(2).lstore(first).lload(4).lstore(span);
        code.aload(Locals.CURSOR).invokevirtual(Descriptors.CD_CURSOR, "buffer", MTD_BUFFER).astore(Track.BUFFER);
        get(code, "position", locals.position);
        get(code, "end", locals.end);
        get(code, "clock", locals.clock);
        code.lconst_0().lstore(locals.count);
        Label damage = code.newLabel();
        Label from = code.newBoundLabel();
        loop(code, locals, first, span);
        Label to = code.newBoundLabel();
        code.exceptionCatch(from, to, damage, Descriptors.CD_DAMAGE);
        code.labelBinding(damage).aload(Locals.CURSOR).lload(locals.clock).lload(locals.count)
                .invokevirtual(Descriptors.CD_CURSOR, "stopAtDamage", MTD_STOP_AT_DAMAGE).athrow();
    }

    private static void get(CodeBuilder code, String property, int local) {
        code.aload(Locals.CURSOR).invokevirtual(Descriptors.CD_CURSOR, property, MTD_GET).lstore(local);
    }

    private void loop(CodeBuilder code, Locals locals, int first, int span) {
        Label head = code.newLabel();
        Label done = code.newLabel();
        Label stop = code.newLabel();
        code.labelBinding(head).lload(locals.position).lload(locals.end).lcmp().ifge(done);
        code.lload(locals.position).lstore(locals.start);
        code.lload(locals.clock).lstore(locals.eventClock);
        code.loadConstant(layout.eventIdIfNone()).lstore(locals.id);
        header(code, locals);
        code.lload(locals.eventClock).lload(first).lsub().lload(span)
                .invokestatic(Descriptors.of(Long.class), "compareUnsigned", MTD_COMPARE).ifgt(stop);
        code.aload(0).aload(Locals.CURSOR).lload(locals.start).lload(locals.id)
                .invokevirtual(owner.name(), direct.isEmpty() ? "countedBody" : "body", MTD_BODY);
        read(code, locals);
        Label moved = code.newLabel();
        code.lload(locals.position).lload(locals.start).lcmp().ifne(moved);
        code.aload(Locals.CURSOR).lload(locals.start)
                .invokevirtual(Descriptors.CD_CURSOR, "emptyEvent", MTD_EMPTY_EVENT).athrow();
        code.labelBinding(moved);
        if (layout.timeMayGoBack()) {
            checkTime(code, locals);
        }
        code.lload(locals.eventClock).lstore(locals.clock);
        code.lload(locals.count).lconst_1().ladd().lstore(locals.count).goto_(head);
        code.labelBinding(done).aload(Locals.CURSOR).lload(locals.position).lload(locals.clock).lload(locals.count)
                .invokevirtual(Descriptors.CD_CURSOR, "stopAtEnd", MTD_STOP_AT_END).return_();
        code.labelBinding(stop).aload(Locals.CURSOR).lload(locals.start).lload(locals.clock)
                .lload(locals.eventClock).lload(locals.count)
                .invokevirtual(Descriptors.CD_CURSOR, "stopBefore", MTD_STOP_BEFORE).return_();
    }

    private static void checkTime(CodeBuilder code, Locals locals) {
        Label inOrder = code.newLabel();
        code.lload(locals.eventClock).lload(locals.clock)
                .invokestatic(Descriptors.of(Long.class), "compareUnsigned", MTD_COMPARE).ifge(inOrder);
        code.aload(Locals.CURSOR).lload(locals.start).lload(locals.clock).lload(locals.eventClock)
                .invokevirtual(Descriptors.CD_CURSOR, "timeGoesBack", MTD_TIME_GOES_BACK).labelBinding(inOrder);
    }

    /** Has the body on the stack read the event. */
    private void read(CodeBuilder code, Locals locals) {
        if (direct.isEmpty()) {
            pushEvent(code, locals);
            code.invokevirtual(Descriptors.CD_BODY, "read", Descriptors.MTD_READ).lstore(locals.position);
            return;
        }
        code.astore(locals.body);
        Label other = code.newLabel();
        Label done = code.newLabel();
        List<SwitchCase> cases = direct.stream().map(body -> SwitchCase.of(body.id(), code.newLabel())).toList();
        // Ids of more than 32 bits are none of these, and are not to be taken for one.
        code.lload(locals.id).l2i().i2l().lload(locals.id).lcmp().ifne(other);
        code.lload(locals.id).l2i().lookupswitch(other,
                cases.stream().sorted(Comparator.comparingInt(SwitchCase::caseValue)).toList());
        for (int i = 0; i < direct.size(); i++) {
            code.labelBinding(cases.get(i).target());
            owner.constant(code, direct.get(i).read(), ConstantDescs.CD_MethodHandle);
            code.aload(locals.body);
            pushEvent(code, locals);
            code.invokevirtual(ConstantDescs.CD_MethodHandle, "invokeExact", MTD_READ_DIRECT)
                    .lstore(locals.position).goto_(done);
        }
        code.labelBinding(other).aload(locals.body);
        pushEvent(code, locals);
        code.invokevirtual(Descriptors.CD_BODY, "read", Descriptors.MTD_READ).lstore(locals.position)
                .labelBinding(done);
    }

    private static void pushEvent(CodeBuilder code, Locals locals) {
        code.aload(Locals.CURSOR).aload(Track.BUFFER).lload(locals.start).lload(locals.position)
                .lload(locals.eventClock);
    }

    private void header(CodeBuilder code, Locals locals) {
        if (layout.eventHeader() == null) {
            return;
        }
        var track = new Track(code, locals.position, locals.end);
        var slots = new SlotLocals(layout::isNeededBeyondItsScope);
        new FieldEmitter(code, owner, track, slots, new Header(code, locals))
                .emit(layout.eventHeader().instructions());
        track.settle();
    }

    /** Reads ids and timestamps, and nothing else. */
    private static final class Header implements FieldSink {
        private final CodeBuilder code;
        private final Locals locals;

        Header(CodeBuilder code, Locals locals) {
            this.code = code;
            this.locals = locals;
        }

        @Override
        public boolean takes(Instruction.TakeRole take) {
            return take.role() == Role.EVENT_RECORD_CLASS_ID || take.role() == Role.DEFAULT_CLOCK_TIMESTAMP;
        }

        @Override
        public void role(Instruction.TakeRole take, int value, int bits) {
            if (take.role() == Role.EVENT_RECORD_CLASS_ID) {
                code.lload(value).lstore(locals.id);
            } else if (take.role() == Role.DEFAULT_CLOCK_TIMESTAMP) {
                code.lload(locals.eventClock).lload(value);
                if (take.bits() == Instruction.TakeRole.AS_READ) {
                    code.iload(bits);
                } else {
                    code.loadConstant(take.bits());
                }
                code.invokestatic(Descriptors.CD_CLOCK_RULE, "advance", MTD_ADVANCE).lstore(locals.eventClock);
            }
        }
    }
}
