package io.gyre.ctf.text;

import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.text.bytes.Digits;
import io.gyre.ctf.text.bytes.Literal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** One step of a {@link TextProgram}: text that is always the same, then a field whose place in the bytes is a whole one. */
final class TextStep {
    static final int NO_SLOT = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** What is read and written. */
    enum Kind {
        /** Nothing but the literal. */
        LITERAL,
        /** Bits are left, or there is damage. */
        REQUIRE, SKIP, ALIGN, INTEGER, FLOAT, NUL_TERMINATED, STATIC_STRING, DYNAMIC_STRING, STATIC_INTEGERS, DYNAMIC_INTEGERS
    }

    /** How an integer is written. */
    enum Form {
        UNSIGNED, SIGNED, HEXADECIMAL,
        /** In a base that is rare. */
        OTHER
    }

    final Kind kind;
    final Literal literal;
    /** Bits to require, bytes to skip, to align to or of a string, or the number of elements. */
    final long amount;
    /** The length's, or where the integer is kept. */
    final int slot;
    final int bytes;
    final NodeText.@Nullable NumberText number;
    final Form form;
    private final boolean isBigEndian;
    /** Of eight bytes, how many bits are not the integer's. */
    private final int shift;
    private final boolean isSigned;

    TextStep(Kind kind, byte[] literal, long amount, int slot, FieldClass.@Nullable FixedLength field,
            NodeText.@Nullable NumberText number) {
        this.kind = kind;
        this.literal = new Literal(literal);
        this.amount = amount;
        this.slot = slot;
        this.bytes = field == null ? 0 : field.lengthBits() / Byte.SIZE;
        this.number = number;
        this.isBigEndian = field != null && field.byteOrder().equals(ByteOrder.BIG_ENDIAN);
        this.isSigned = number != null && number.signedness() == Signedness.SIGNED;
        this.shift = Long.SIZE - bytes * Byte.SIZE;
        this.form = number == null ? Form.OTHER : form(number);
    }

    private static Form form(NodeText.NumberText number) {
        return switch (number.base()) {
            case DECIMAL -> number.signedness() == Signedness.SIGNED ? Form.SIGNED : Form.UNSIGNED;
            case HEXADECIMAL -> Form.HEXADECIMAL;
            case OCTAL, BINARY -> Form.OTHER;
        };
    }

    /** {@return the integer at a place} */
    long load(byte[] in, int at) {
        long word = at <= in.length - Long.BYTES ? (long) LONGS.get(in, at) : last(in, at);
        long first = isBigEndian ? Long.reverseBytes(word) : word << shift;
        return isSigned ? first >> shift : first >>> shift;
    }

    /** {@return the last bytes of a buffer, and zeros behind them} */
    private static long last(byte[] in, int at) {
        long word = 0;
        for (int i = in.length - 1; i >= at; i--) {
            word = word << Byte.SIZE | (in[i] & 0xFF);
        }
        return word;
    }

    /** Writes an integer in all forms but the rare ones. */
    int put(byte[] out, int at, long value) {
        return switch (form) {
            case UNSIGNED, OTHER -> Digits.unsigned(out, at, value);
            case SIGNED -> Digits.signed(out, at, value);
            case HEXADECIMAL -> Digits.hexadecimal(out, at, bytes == 8 ? value : value & (1L << (bytes * 8)) - 1);
        };
    }
}
