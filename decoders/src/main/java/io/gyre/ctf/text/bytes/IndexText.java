package io.gyre.ctf.text.bytes;

import java.util.Arrays;

/** What stands before an element of an array, {@code " [12] = "}, into an array that has room for it. */
public final class IndexText {
    private static final Literal[] KNOWN = known();

    private IndexText() {}

    private static Literal[] known() {
        Literal[] known = new Literal[100];
        for (int i = 0; i < known.length; i++) {
            byte[] text = new byte[Digits.LONGEST];
            known[i] = new Literal(Arrays.copyOf(text, write(text, 0, i)));
        }
        return known;
    }

    /** {@return the place behind it} */
    public static int put(byte[] out, int at, int index) {
        return index < KNOWN.length ? KNOWN[index].put(out, at) : write(out, at, index);
    }

    private static int write(byte[] out, int at, int index) {
        out[at] = ' ';
        out[at + 1] = '[';
        int end = Digits.unsigned(out, at + 2, index);
        out[end] = ']';
        out[end + 1] = ' ';
        out[end + 2] = '=';
        out[end + 3] = ' ';
        return end + 4;
    }
}
