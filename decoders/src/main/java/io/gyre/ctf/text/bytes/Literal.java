package io.gyre.ctf.text.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that are written again and again, eight at a time: up to seven of those behind them are overwritten. */
public final class Literal {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long[] words;
    private final int length;

    public Literal(byte[] bytes) {
        this.length = bytes.length;
        byte[] padded = Arrays.copyOf(bytes, (bytes.length + 7) / 8 * 8);
        this.words = new long[padded.length / 8];
        for (int i = 0; i < words.length; i++) {
            words[i] = (long) LONGS.get(padded, i * 8);
        }
    }

    public int length() {
        return length;
    }

    /** {@return the place behind what was written} */
    public int put(byte[] out, int at) {
        long[] source = words;
        for (int i = 0; i < source.length; i++) {
            LONGS.set(out, at + (i << 3), source[i]);
        }
        return at + length;
    }
}
