package io.gyre.ctf.compile;

import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import io.gyre.ctf.layout.Instruction;
import io.gyre.ctf.layout.Instruction.ElementSize;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/** Writes code that walks arrays: all elements, single ones, or none. Each method returns the index of the instruction to go on with. */
final class ArrayEmitter {
    private static final MethodTypeDesc MTD_ALLOW = MethodTypeDesc.of(CD_void, Descriptors.CD_CURSOR, CD_long,
            CD_long, CD_long, CD_long);

    private final CodeBuilder code;
    private final Track track;
    private final SlotLocals slots;
    private final FieldSink sink;
    private final FieldEmitter fields;

    /** @param fields writes what an element is */
    ArrayEmitter(CodeBuilder code, Track track, SlotLocals slots, FieldSink sink, FieldEmitter fields) {
        this.code = code;
        this.track = track;
        this.slots = slots;
        this.sink = sink;
        this.fields = fields;
    }

    int staticArray(List<Instruction> instructions, int index, Instruction.BeginStaticArray begin) {
        boolean checks = !(begin.elementSize() instanceof ElementSize.Fixed fixed && fixed.bits() > 0);
        if (checks) {
            track.settle();
            allow(begin.elementSize(), () -> code.loadConstant(begin.length()));
        }
        if (begin.elementSize() instanceof ElementSize.Fixed fixed && !sink.wantsElements(begin.node())) {
            long left = begin.length() - singleElements(instructions.get(index + 1));
            track.advance(fixed.bits() == 0 ? 0 : Math.min(left, Track.FAR / fixed.bits()) * fixed.bits());
            return begin.end();
        }
        if (begin.elementSize() instanceof ElementSize.Fixed fixed && !sink.onlyElements(begin.node()).isEmpty()) {
            track.settle();
            pick(instructions, index, begin, fixed.bits(), () -> code.loadConstant(begin.length()));
            track.advance(Math.min(begin.length(), Track.FAR / Math.max(1, fixed.bits())) * fixed.bits());
            return begin.end();
        }
        sink.beginArray(begin.node(), () -> code.loadConstant(begin.length()));
        loop(instructions, index, begin, begin.elementSize(), () -> code.loadConstant(begin.length()));
        return begin.end();
    }

    /** {@return the number of elements that it has passed over, to hand out those that are wanted} */
    private int singleElements(Instruction element) {
        if (!(element instanceof Instruction.ReadFixed read)) {
            return 0;
        }
        int visited = sink.elementsToVisit(read.node());
        for (int i = 0; i < visited; i++) {
            if (sink.wantsElement(read.node(), i)) {
                track.pushInteger(read.field(), read.phase());
                sink.element(read.node(), i);
            }
            track.advance(read.field().lengthBits());
        }
        return visited;
    }

    int dynamicArray(List<Instruction> instructions, int index, Instruction.BeginDynamicArray begin) {
        track.settle();
        int length = code.allocateLocal(TypeKind.LONG);
        slots.load(code, begin.slot());
        code.lstore(length);
        allow(begin.elementSize(), () -> code.lload(length));
        if (begin.elementSize() instanceof ElementSize.Fixed fixed && !sink.wantsElements(begin.node())) {
            code.lload(track.position()).lload(length).loadConstant(fixed.bits()).lmul().ladd();
            track.moveToStack();
            return begin.end();
        }
        if (begin.elementSize() instanceof ElementSize.Fixed fixed && !sink.onlyElements(begin.node()).isEmpty()) {
            pick(instructions, index, begin, fixed.bits(), () -> code.lload(length));
            code.lload(track.position()).lload(length).loadConstant(fixed.bits()).lmul().ladd();
            track.moveToStack();
            return begin.end();
        }
        sink.beginArray(begin.node(), () -> code.lload(length));
        loop(instructions, index, begin, begin.elementSize(), () -> code.lload(length));
        return begin.end();
    }

    /** Reads single elements, all of one size and within bounds that have been checked, from a settled position. */
    private void pick(List<Instruction> instructions, int index, Instruction.Begin begin, long bits,
            Runnable pushLength) {
        for (long element : sink.onlyElements(begin.node())) {
            if (Long.compareUnsigned(element, Track.FAR / Math.max(1, bits)) >= 0) {
                continue;
            }
            Label beyond = code.newLabel();
            int at = code.allocateLocal(TypeKind.LONG);
            code.loadConstant(element);
            pushLength.run();
            code.lcmp().ifge(beyond);
            code.lload(track.position()).loadConstant(element * bits).ladd().lstore(at);
            sink.atElement(begin.node(), element);
            fields.at(new Track(code, at, track.end())).emit(instructions, index + 1, begin.end());
            code.labelBinding(beyond);
        }
    }

    private void allow(ElementSize size, Runnable pushLength) {
        code.aload(Track.CURSOR).lload(track.end()).lload(track.position());
        pushLength.run();
        code.loadConstant(leastBits(size)).invokestatic(Descriptors.CD_LOADS, "allowElements", MTD_ALLOW);
    }

    private static long leastBits(ElementSize size) {
        return switch (size) {
            case ElementSize.Fixed fixed -> fixed.bits();
            case ElementSize.AtLeast atLeast -> atLeast.bits();
        };
    }

    /** Elements of a byte or more are fewer than 2^31 in a packet, and loops that count by int are those that the JIT compiler likes. */
    private void loop(List<Instruction> instructions, int index, Instruction.Begin begin, ElementSize size,
            Runnable pushLength) {
        track.settle();
        TypeKind type = leastBits(size) >= Byte.SIZE ? TypeKind.INT : TypeKind.LONG;
        int count = code.allocateLocal(type);
        int limit = code.allocateLocal(type);
        Label head = code.newLabel();
        Label done = code.newLabel();
        pushLength.run();
        if (type == TypeKind.INT) {
            code.l2i().istore(limit).iconst_0().istore(count).labelBinding(head).iload(count).iload(limit)
                    .if_icmpge(done);
        } else {
            code.lstore(limit).lconst_0().lstore(count).labelBinding(head).lload(count).lload(limit).lcmp()
                    .ifge(done);
        }
        sink.eachElement(begin.node(), () -> {
            if (type == TypeKind.INT) {
                code.iload(count).i2l();
            } else {
                code.lload(count);
            }
        });
        fields.emit(instructions, index + 1, begin.end());
        track.settle();
        if (type == TypeKind.INT) {
            code.iinc(count, 1);
        } else {
            code.lload(count).lconst_1().ladd().lstore(count);
        }
        code.goto_(head).labelBinding(done);
        track.settle();
    }
}
