package io.gyre.ctf.compile;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_short;
import static java.lang.constant.ConstantDescs.CD_void;

import io.gyre.ctf.layout.Instruction;
import io.gyre.ctf.model.BitOrder;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Signedness;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.ByteOrder;

/**
 * Where generated code stands in the packet. A local holds the position where the current run of fields of known size began; how
 * far the code is beyond it is known while it is written, so that fields are read at constant offsets and passed over for nothing.
 */
final class Track {
    /** The local variables that every generated method has. */
    static final int CURSOR = 1;
    static final int BUFFER = 2;
    /** Bits; no packet is as large. */
    static final long FAR = 1L << 60;

    private static final MethodTypeDesc MTD_REQUIRE = MethodTypeDesc.of(CD_void, Descriptors.CD_CURSOR, CD_long,
            CD_long, CD_long);
    private static final MethodTypeDesc MTD_REQUIRE_WHOLE_BYTE = MethodTypeDesc.of(CD_void, Descriptors.CD_CURSOR,
            CD_long);
    private static final MethodTypeDesc MTD_ALIGN = MethodTypeDesc.of(CD_long, Descriptors.CD_CURSOR, CD_long,
            CD_int);
    private static final MethodTypeDesc MTD_LOAD = MethodTypeDesc.of(CD_long, Descriptors.CD_BYTES, CD_int);
    private static final MethodTypeDesc MTD_BITS = MethodTypeDesc.of(CD_long, Descriptors.CD_BYTES, CD_int, CD_int,
            CD_int);
    private static final MethodTypeDesc MTD_BITS_ANYWHERE = MethodTypeDesc.of(CD_long, Descriptors.CD_BYTES, CD_long,
            CD_int);
    private static final MethodTypeDesc MTD_REVERSE = MethodTypeDesc.of(CD_long, CD_long, CD_int);
    private static final MethodTypeDesc MTD_QUAD = MethodTypeDesc.of(CD_double, Descriptors.CD_BYTES, CD_long);
    private static final ClassDesc CD_FLOAT = Descriptors.of(Float.class);
    private static final ClassDesc CD_DOUBLE = Descriptors.of(Double.class);

    private final CodeBuilder code;
    private final int position;
    private final int end;
    private final int firstByte;
    private long beyond;
    private boolean firstByteKnown;

    /** @param position the local that holds the position */
    Track(CodeBuilder code, int position, int end) {
        this.code = code;
        this.position = position;
        this.end = end;
        this.firstByte = code.allocateLocal(TypeKind.INT);
    }

    /** {@return the local that holds the position}, the right one after {@link #settle}. */
    int position() {
        return position;
    }

    /** {@return the local that holds the position after the packet's content} */
    int end() {
        return end;
    }

    /** Passes over bits. */
    void advance(long bits) {
        beyond = Math.min(FAR, beyond + bits);
    }

    /** Passes over as many bytes as an int local says, from a settled position. */
    void advanceBytes(int length) {
        code.lload(position).iload(length).i2l().loadConstant(3).lshl().ladd();
        moveToStack();
    }

    /** Takes the position from the stack. */
    void moveToStack() {
        code.lstore(position);
        beyond = 0;
        firstByteKnown = false;
    }

    /** Makes the local the position, so that code from elsewhere may come in here. */
    void settle() {
        if (beyond != 0) {
            pushPosition();
            code.lstore(position);
            beyond = 0;
        }
        firstByteKnown = false;
    }

    void pushPosition() {
        code.lload(position);
        if (beyond != 0) {
            code.loadConstant(beyond).ladd();
        }
    }

    void align(int bits) {
        code.aload(CURSOR);
        pushPosition();
        code.loadConstant(bits).invokestatic(Descriptors.CD_LOADS, "align", MTD_ALIGN);
        moveToStack();
    }

    void require(long bits) {
        code.aload(CURSOR).lload(end);
        pushPosition();
        code.loadConstant(bits).invokestatic(Descriptors.CD_LOADS, "require", MTD_REQUIRE);
    }

    void requireWholeByte() {
        code.aload(CURSOR);
        pushPosition();
        code.invokestatic(Descriptors.CD_LOADS, "requireWholeByte", MTD_REQUIRE_WHOLE_BYTE);
    }

    /** @param phase the bit within the byte of the position here */
    void pushByteIndex(int phase) {
        if (!firstByteKnown) {
            code.lload(position).loadConstant(3).lushr().l2i().istore(firstByte);
            firstByteKnown = true;
        }
        code.iload(firstByte);
        long firstPhase = (phase - beyond) & 7;
        int bytes = (int) ((firstPhase + beyond) >>> 3);
        if (bytes != 0) {
            code.loadConstant(bytes).iadd();
        }
    }

    /** Pushes a field of up to 64 bits as a long, extended as its class says. */
    void pushInteger(FieldClass.FixedLength field, int phase) {
        int length = field.lengthBits();
        boolean little = field.byteOrder() == ByteOrder.LITTLE_ENDIAN;
        boolean mirrored = little != (field.bitOrder() == BitOrder.FIRST_TO_LAST);
        boolean signed = field instanceof FieldClass.FixedLengthInteger integer
                && integer.signedness() == Signedness.SIGNED;
        code.aload(BUFFER);
        if (phase == 0 && (length == 8 || length == 16 || length == 32 || length == 64)) {
            pushByteIndex(phase);
            boolean extends_ = signed && !mirrored;
            code.invokestatic(Descriptors.CD_LOADS, loadName(length, extends_, little), MTD_LOAD);
            signed &= mirrored && length < 64;
        } else if (phase == Instruction.UNKNOWN_PHASE) {
            pushPosition();
            code.loadConstant(length).invokestatic(Descriptors.CD_LOADS, little ? "bitsLittle" : "bitsBig",
                    MTD_BITS_ANYWHERE);
        } else {
            pushByteIndex(phase);
            code.loadConstant(phase).loadConstant(length).invokestatic(Descriptors.CD_LOADS,
                    little ? "bitsLittle" : "bitsBig", MTD_BITS);
        }
        if (mirrored) {
            code.loadConstant(length).invokestatic(Descriptors.CD_LOADS, "reverse", MTD_REVERSE);
        }
        if (signed && length < 64) {
            code.loadConstant(64 - length).lshl().loadConstant(64 - length).lshr();
        }
    }

    private static String loadName(int length, boolean signed, boolean little) {
        if (length == 64) {
            return little ? "long64Little" : "long64Big";
        }
        String name = (signed ? "signed" : "unsigned") + length;
        return length == 8 ? name : name + (little ? "Little" : "Big");
    }

    /** Pushes a double. */
    void pushFloatingPoint(FieldClass.FixedLengthFloatingPoint field, int phase) {
        switch (field.lengthBits()) {
            case 16 -> {
                pushInteger(field, phase);
                code.l2i().i2s().invokestatic(CD_FLOAT, "float16ToFloat", MethodTypeDesc.of(CD_float, CD_short))
                        .f2d();
            }
            case 32 -> {
                pushInteger(field, phase);
                code.l2i().invokestatic(CD_FLOAT, "intBitsToFloat", MethodTypeDesc.of(CD_float, CD_int)).f2d();
            }
            case 64 -> {
                pushInteger(field, phase);
                code.invokestatic(CD_DOUBLE, "longBitsToDouble", MethodTypeDesc.of(CD_double, CD_long));
            }
            case 128 -> {
                code.aload(BUFFER);
                pushPosition();
                code.invokestatic(Descriptors.CD_LOADS,
                        field.byteOrder() == ByteOrder.LITTLE_ENDIAN ? "quadLittle" : "quadBig", MTD_QUAD);
            }
            default -> throw new IllegalArgumentException("floating point of " + field.lengthBits() + " bits");
        }
    }

    /** Makes a boolean of the long on the stack. */
    static void toBoolean(CodeBuilder code) {
        code.invokestatic(Descriptors.CD_LOADS, "isTrue", MethodTypeDesc.of(CD_boolean, CD_long));
    }
}
