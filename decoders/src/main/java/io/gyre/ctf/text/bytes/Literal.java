package io.gyre.ctf.text.bytes;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes that are written again and again, eight at a time: up to {@value #BEHIND} of those behind them are overwritten. */
public final class Literal {
    public static final Literal NOTHING = new Literal(new byte[0]);

    /** Most are short: two words are written without asking how many there are. */
    private static final int WORDS_ALWAYS = 2;
    static final int BEHIND = WORDS_ALWAYS * 8;

    private final long first;
    private final long second;
    private final long[] others;
    private final int length;

    public Literal(byte[] bytes) {
        this.length = bytes.length;
        byte[] padded = Arrays.copyOf(bytes, Math.max(WORDS_ALWAYS, (bytes.length + 7) / 8) * 8);
        this.first = Words.get(padded, 0);
        this.second = Words.get(padded, 8);
        this.others = new long[padded.length / 8 - WORDS_ALWAYS];
        for (int i = 0; i < others.length; i++) {
            others[i] = Words.get(padded, (WORDS_ALWAYS + i) * 8);
        }
    }

    public int length() {
        return length;
    }

    /** {@return the place behind what was written} */
    public int put(byte[] out, int at) {
        Words.set(out, at, first);
        Words.set(out, at + 8, second);
        if (length > BEHIND) {
            putOthers(out, at + BEHIND);
        }
        return at + length;
    }

    private void putOthers(byte[] out, int at) {
        for (int i = 0; i < others.length; i++) {
            Words.set(out, at + (i << 3), others[i]);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Literal that && that.length == length && that.first == first && that.second == second
                && Arrays.equals(that.others, others);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(first * 31 + second) * 31 + Arrays.hashCode(others);
    }
}
