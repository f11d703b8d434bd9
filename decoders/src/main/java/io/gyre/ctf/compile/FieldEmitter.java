package io.gyre.ctf.compile;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import io.gyre.ctf.layout.Instruction;
import io.gyre.ctf.layout.Instruction.ElementSize;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.RangeSet;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.model.StringEncoding;
import io.gyre.ctf.read.FieldNode;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/** Writes code that walks the fields of a scope: a sink gets those it wants, others are passed over, as many at once as can be. */
final class FieldEmitter {
    private static final MethodTypeDesc MTD_BYTE_LENGTH = MethodTypeDesc.of(CD_int, Descriptors.CD_CURSOR, CD_long,
            CD_long, CD_long);
    private static final MethodTypeDesc MTD_STRING_END = MethodTypeDesc.of(CD_int, Descriptors.CD_CURSOR,
            Descriptors.CD_BYTES, CD_long, CD_long);
    private static final MethodTypeDesc MTD_WIDE_STRING_END = MTD_STRING_END.insertParameterTypes(4, CD_int);
    private static final MethodTypeDesc MTD_TEXT_LENGTH = MethodTypeDesc.of(CD_int, Descriptors.CD_BYTES, CD_int,
            CD_int);
    private static final MethodTypeDesc MTD_WIDE_TEXT_LENGTH = MTD_TEXT_LENGTH.insertParameterTypes(3, CD_int);
    private static final MethodTypeDesc MTD_ALLOW = MethodTypeDesc.of(CD_void, Descriptors.CD_CURSOR, CD_long,
            CD_long, CD_long, CD_long);
    private static final MethodTypeDesc MTD_COMPARE = MethodTypeDesc.of(CD_int, CD_long, CD_long);
    private static final MethodTypeDesc MTD_BAD_SELECTOR = MethodTypeDesc.of(Descriptors.CD_DAMAGE, CD_long, CD_long,
            Descriptors.CD_NODE);
    private static final MethodTypeDesc MTD_VARIABLE_END = MethodTypeDesc.of(CD_long, Descriptors.CD_CURSOR, CD_long,
            Descriptors.CD_SIGNEDNESS);
    private static final MethodTypeDesc MTD_VARIABLE_BITS = MethodTypeDesc.of(CD_int, CD_long, CD_long);
    private static final MethodTypeDesc MTD_VARIABLE = MethodTypeDesc.of(CD_long, Descriptors.CD_BYTES, CD_long,
            CD_long);

    private final CodeBuilder code;
    private final GeneratedClass owner;
    private final Track track;
    private final SlotLocals slots;
    private final FieldSink sink;
    private final int last;
    /** How many bits a variable-length integer had. */
    private final int lastBits;

    FieldEmitter(CodeBuilder code, GeneratedClass owner, Track track, SlotLocals slots, FieldSink sink) {
        this.code = code;
        this.owner = owner;
        this.track = track;
        this.slots = slots;
        this.sink = sink;
        this.last = code.allocateLocal(TypeKind.LONG);
        this.lastBits = code.allocateLocal(TypeKind.INT);
    }

    void emit(List<Instruction> instructions) {
        slots.declare(code, instructions);
        emit(instructions, 0, instructions.size());
    }

    /** Walks whole fields of a list all of whose slots are declared. */
    void emit(List<Instruction> instructions, int from, int to) {
        int next = from;
        while (next < to) {
            next = emit(instructions, next);
        }
    }

    /** {@return the index of the instruction to go on with} */
    private int emit(List<Instruction> instructions, int index) {
        switch (instructions.get(index)) {
            case Instruction.BeginScope begin -> sink.beginScope(begin);
            case Instruction.EndScope end -> sink.endScope(end);
            case Instruction.Skip skip -> track.advance(skip.bits());
            case Instruction.Align align -> track.align(align.bits());
            case Instruction.Require require -> track.require(require.bits());
            case Instruction.RequireWholeByte _ -> track.requireWholeByte();
            case Instruction.ReadFixed read -> fixed(read, isKept(instructions, index));
            case Instruction.ReadVariableLength read -> variableLength(read, isKept(instructions, index));
            case Instruction.ReadNullTerminated read -> nullTerminated(read);
            case Instruction.ReadStaticString read -> staticString(read);
            case Instruction.ReadDynamicString read -> dynamicString(read);
            case Instruction.ReadStaticBlob read -> staticBlob(read);
            case Instruction.ReadDynamicBlob read -> dynamicBlob(read);
            case Instruction.BeginStructure begin -> sink.beginStructure(begin.node());
            case Instruction.EndStructure end -> sink.endStructure(end.node());
            case Instruction.BeginStaticArray begin -> {
                return staticArray(instructions, index, begin);
            }
            case Instruction.BeginDynamicArray begin -> {
                return dynamicArray(instructions, index, begin);
            }
            case Instruction.EndArray end -> sink.endArray(end.node());
            case Instruction.BeginVariant begin -> {
                return variant(instructions, begin);
            }
            case Instruction.EndVariant end -> sink.endVariant(end.node());
            case Instruction.BeginOptional begin -> {
                return optional(instructions, index, begin);
            }
            case Instruction.EndOptional end -> sink.endOptional(end.node());
            case Instruction.Save save -> slots.store(code, save.slot(), last);
            case Instruction.TakeRole role -> sink.role(role, last, lastBits);
            case Instruction.TakeUuid _ -> {
            }
        }
        return index + 1;
    }

    /** {@return whether an instruction that belongs to the read one uses its value} */
    private boolean isKept(List<Instruction> instructions, int index) {
        int next = index + 1;
        while (next < instructions.size() && instructions.get(next) instanceof Instruction.TakeRole role) {
            if (sink.takes(role)) {
                return true;
            }
            next++;
        }
        return next < instructions.size() && instructions.get(next) instanceof Instruction.Save;
    }

    private void fixed(Instruction.ReadFixed read, boolean kept) {
        FieldNode node = read.node();
        boolean wanted = sink.wants(node);
        if (wanted) {
            sink.beforeValue(node);
        }
        if (read.field() instanceof FieldClass.FixedLengthFloatingPoint field) {
            if (wanted) {
                track.pushFloatingPoint(field, read.phase());
                sink.floatingPoint(node);
            }
        } else if (wanted || kept) {
            track.pushInteger(read.field(), read.phase());
            keep(wanted, kept);
            if (wanted && read.field() instanceof FieldClass.FixedLengthBoolean) {
                sink.bool(node);
            } else if (wanted) {
                sink.integer(node);
            }
        }
        track.advance(read.field().lengthBits());
    }

    /** Leaves the long on the stack when it is wanted. */
    private void keep(boolean wanted, boolean kept) {
        if (wanted && kept) {
            code.dup2();
        }
        if (kept) {
            code.lstore(last);
        }
    }

    private void variableLength(Instruction.ReadVariableLength read, boolean kept) {
        track.settle();
        Signedness signedness = read.field().signedness();
        int next = code.allocateLocal(TypeKind.LONG);
        code.aload(Track.CURSOR).lload(track.position())
                .getstatic(Descriptors.CD_SIGNEDNESS, signedness.name(), Descriptors.CD_SIGNEDNESS)
                .invokestatic(Descriptors.CD_VARIABLE_LENGTH, "end", MTD_VARIABLE_END).lstore(next);
        boolean wanted = sink.wants(read.node());
        if (wanted) {
            sink.beforeValue(read.node());
        }
        if (wanted || kept) {
            code.aload(Track.BUFFER).lload(track.position()).lload(next).invokestatic(
                    Descriptors.CD_VARIABLE_LENGTH, signedness == Signedness.SIGNED ? "signed" : "unsigned",
                    MTD_VARIABLE);
            keep(wanted, kept);
        }
        if (wanted) {
            sink.integer(read.node());
        }
        if (kept) {
            code.lload(track.position()).lload(next)
                    .invokestatic(Descriptors.CD_VARIABLE_LENGTH, "bits", MTD_VARIABLE_BITS).istore(lastBits);
        }
        code.lload(next);
        track.moveToStack();
    }

    private void nullTerminated(Instruction.ReadNullTerminated read) {
        track.settle();
        int unit = read.encoding().codeUnitBytes();
        int end = code.allocateLocal(TypeKind.INT);
        code.aload(Track.CURSOR).aload(Track.BUFFER).lload(track.end()).lload(track.position());
        if (unit == 1) {
            code.invokestatic(Descriptors.CD_LOADS, "stringEnd", MTD_STRING_END);
        } else {
            code.loadConstant(unit).invokestatic(Descriptors.CD_LOADS, "wideStringEnd", MTD_WIDE_STRING_END);
        }
        code.istore(end);
        if (sink.wants(read.node())) {
            sink.beforeValue(read.node());
            code.aload(Track.BUFFER);
            track.pushByteIndex(0);
            code.iload(end);
            track.pushByteIndex(0);
            code.isub();
            sink.string(read.node());
        }
        code.iload(end).loadConstant(unit).iadd().i2l().loadConstant(3).lshl();
        track.moveToStack();
    }

    private void staticString(Instruction.ReadStaticString read) {
        if (sink.wants(read.node())) {
            sink.beforeValue(read.node());
            int from = code.allocateLocal(TypeKind.INT);
            track.pushByteIndex(0);
            code.istore(from).aload(Track.BUFFER).iload(from);
            code.aload(Track.BUFFER).iload(from).loadConstant((int) Math.min(read.bytes(), Integer.MAX_VALUE));
            textLength(read.encoding());
            sink.string(read.node());
        }
        track.advance(Math.min(read.bytes(), Track.FAR / 8) * 8);
    }

    private void textLength(StringEncoding encoding) {
        if (encoding.codeUnitBytes() == 1) {
            code.invokestatic(Descriptors.CD_LOADS, "textLength", MTD_TEXT_LENGTH);
        } else {
            code.loadConstant(encoding.codeUnitBytes()).invokestatic(Descriptors.CD_LOADS, "wideTextLength",
                    MTD_WIDE_TEXT_LENGTH);
        }
    }

    private void dynamicString(Instruction.ReadDynamicString read) {
        int length = byteLength(read.slot());
        if (sink.wants(read.node())) {
            sink.beforeValue(read.node());
            code.aload(Track.BUFFER);
            track.pushByteIndex(0);
            code.aload(Track.BUFFER);
            track.pushByteIndex(0);
            code.iload(length);
            textLength(read.encoding());
            sink.string(read.node());
        }
        track.advanceBytes(length);
    }

    private void staticBlob(Instruction.ReadStaticBlob read) {
        if (sink.wants(read.node())) {
            sink.beforeValue(read.node());
            code.aload(Track.BUFFER);
            track.pushByteIndex(0);
            code.loadConstant((int) Math.min(read.bytes(), Integer.MAX_VALUE));
            sink.blob(read.node());
        }
        track.advance(Math.min(read.bytes(), Track.FAR / 8) * 8);
    }

    private void dynamicBlob(Instruction.ReadDynamicBlob read) {
        int length = byteLength(read.slot());
        if (sink.wants(read.node())) {
            sink.beforeValue(read.node());
            code.aload(Track.BUFFER);
            track.pushByteIndex(0);
            code.iload(length);
            sink.blob(read.node());
        }
        track.advanceBytes(length);
    }

    /** {@return the local that holds a length checked against what is left} */
    private int byteLength(int slot) {
        track.settle();
        int length = code.allocateLocal(TypeKind.INT);
        code.aload(Track.CURSOR).lload(track.end()).lload(track.position());
        slots.load(code, slot);
        code.invokestatic(Descriptors.CD_LOADS, "byteLength", MTD_BYTE_LENGTH).istore(length);
        return length;
    }

    private int staticArray(List<Instruction> instructions, int index, Instruction.BeginStaticArray begin) {
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

    private int dynamicArray(List<Instruction> instructions, int index, Instruction.BeginDynamicArray begin) {
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
            new FieldEmitter(code, owner, new Track(code, at, track.end()), slots, sink).emit(instructions, index + 1,
                    begin.end());
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
        emit(instructions, index + 1, begin.end());
        track.settle();
        if (type == TypeKind.INT) {
            code.iinc(count, 1);
        } else {
            code.lload(count).lconst_1().ladd().lstore(count);
        }
        code.goto_(head).labelBinding(done);
        track.settle();
    }

    private int variant(List<Instruction> instructions, Instruction.BeginVariant begin) {
        track.settle();
        int selector = code.allocateLocal(TypeKind.LONG);
        slots.load(code, begin.slot());
        code.lstore(selector);
        Label done = code.newLabel();
        for (int i = 0; i < begin.choices().size(); i++) {
            Instruction.Choice choice = begin.choices().get(i);
            Label chosen = code.newLabel();
            Label other = code.newLabel();
            jumpIfIn(choice.ranges(), selector, chosen);
            code.goto_(other).labelBinding(chosen);
            sink.beginVariant(begin.node(), i);
            emit(instructions, choice.from(), choice.to());
            track.settle();
            code.goto_(done).labelBinding(other);
            track.settle();
        }
        code.aload(Track.CURSOR).lload(track.position()).lload(selector);
        owner.constant(code, begin.node(), Descriptors.CD_NODE);
        code.invokevirtual(Descriptors.CD_CURSOR, "badSelector", MTD_BAD_SELECTOR).athrow().labelBinding(done);
        track.settle();
        return begin.end();
    }

    private void jumpIfIn(RangeSet ranges, int value, Label target) {
        for (RangeSet.Range range : ranges.ranges()) {
            code.lload(value);
            if (range.lower() == range.upper()) {
                code.loadConstant(range.lower()).lcmp().ifeq(target);
            } else {
                // Right for signed and for unsigned ranges: the distance from the lower bound is unsigned in both.
                code.loadConstant(range.lower()).lsub().loadConstant(range.upper() - range.lower())
                        .invokestatic(Descriptors.of(Long.class), "compareUnsigned", MTD_COMPARE).ifle(target);
            }
        }
    }

    private int optional(List<Instruction> instructions, int index, Instruction.BeginOptional begin) {
        track.settle();
        int selector = code.allocateLocal(TypeKind.LONG);
        slots.load(code, begin.slot());
        code.lstore(selector);
        Label present = code.newLabel();
        Label done = code.newLabel();
        if (begin.ranges() == null) {
            code.lload(selector).lconst_0().lcmp().ifne(present);
        } else {
            jumpIfIn(begin.ranges(), selector, present);
        }
        sink.beginOptional(begin.node(), 0);
        code.goto_(done).labelBinding(present);
        sink.beginOptional(begin.node(), 1);
        emit(instructions, index + 1, begin.end());
        track.settle();
        code.labelBinding(done);
        track.settle();
        return begin.end();
    }
}
