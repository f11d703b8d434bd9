package io.gyre.ctf.text;

import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Signedness;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** How a number of one, two, four or eight whole bytes lies there. */
final class IntegerField {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    final int bytes;
    private final boolean isBigEndian;
    private final boolean isSigned;
    /** Of eight bytes, how many bits are not the number's. */
    private final int shift;

    IntegerField(FieldClass.FixedLength field, boolean isSigned) {
        this.bytes = field.lengthBits() / Byte.SIZE;
        this.isBigEndian = field.byteOrder().equals(ByteOrder.BIG_ENDIAN);
        this.isSigned = isSigned;
        this.shift = Long.SIZE - field.lengthBits();
    }

    /** {@return the number at a place} */
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

    /** The ways to write a number that are worth a step of their own. */
    enum Form {
        UNSIGNED, SIGNED, HEXADECIMAL,
        /** In a base that is rare. */
        OTHER;

        static Form of(NodeText.NumberText number) {
            return switch (number.base()) {
                case DECIMAL -> number.signedness() == Signedness.SIGNED ? SIGNED : UNSIGNED;
                case HEXADECIMAL -> HEXADECIMAL;
                case OCTAL, BINARY -> OTHER;
            };
        }
    }
}
