package io.gyre.ctf.compile;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import io.gyre.ctf.layout.Instruction;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.model.StringEncoding;
import io.gyre.ctf.read.FieldNode;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;

/** Writes code that reads fields without parts: numbers, strings, blobs. */
final class ValueEmitter {
    private static final MethodTypeDesc MTD_BYTE_LENGTH = MethodTypeDesc.of(CD_int, Descriptors.CD_CURSOR, CD_long,
            CD_long, CD_long);
    private static final MethodTypeDesc MTD_STRING_END = MethodTypeDesc.of(CD_int, Descriptors.CD_CURSOR,
            Descriptors.CD_BYTES, CD_long, CD_long);
    private static final MethodTypeDesc MTD_WIDE_STRING_END = MTD_STRING_END.insertParameterTypes(4, CD_int);
    private static final MethodTypeDesc MTD_TEXT_LENGTH = MethodTypeDesc.of(CD_int, Descriptors.CD_BYTES, CD_int,
            CD_int);
    private static final MethodTypeDesc MTD_WIDE_TEXT_LENGTH = MTD_TEXT_LENGTH.insertParameterTypes(3, CD_int);
    private static final MethodTypeDesc MTD_VARIABLE_END = MethodTypeDesc.of(CD_long, Descriptors.CD_CURSOR, CD_long,
            Descriptors.CD_SIGNEDNESS);
    private static final MethodTypeDesc MTD_VARIABLE_BITS = MethodTypeDesc.of(CD_int, CD_long, CD_long);
    private static final MethodTypeDesc MTD_VARIABLE = MethodTypeDesc.of(CD_long, Descriptors.CD_BYTES, CD_long,
            CD_long);

    private final CodeBuilder code;
    private final Track track;
    private final SlotLocals slots;
    private final FieldSink sink;
    /** The integer read last. */
    private final int last;
    /** How many bits a variable-length integer had. */
    private final int lastBits;

    ValueEmitter(CodeBuilder code, Track track, SlotLocals slots, FieldSink sink) {
        this.code = code;
        this.track = track;
        this.slots = slots;
        this.sink = sink;
        this.last = code.allocateLocal(TypeKind.LONG);
        this.lastBits = code.allocateLocal(TypeKind.INT);
    }

    /** Keeps the integer read last where others find it. */
    void save(Instruction.Save save) {
        slots.store(code, save.slot(), last);
    }

    /** Tells the sink of the integer read last. */
    void takeRole(Instruction.TakeRole role) {
        sink.role(role, last, lastBits);
    }

    void fixed(Instruction.ReadFixed read, boolean kept) {
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

    void variableLength(Instruction.ReadVariableLength read, boolean kept) {
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

    void nullTerminated(Instruction.ReadNullTerminated read) {
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

    void staticString(Instruction.ReadStaticString read) {
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

    void dynamicString(Instruction.ReadDynamicString read) {
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

    void staticBlob(Instruction.ReadStaticBlob read) {
        if (sink.wants(read.node())) {
            sink.beforeValue(read.node());
            code.aload(Track.BUFFER);
            track.pushByteIndex(0);
            code.loadConstant((int) Math.min(read.bytes(), Integer.MAX_VALUE));
            sink.blob(read.node());
        }
        track.advance(Math.min(read.bytes(), Track.FAR / 8) * 8);
    }

    void dynamicBlob(Instruction.ReadDynamicBlob read) {
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
}
