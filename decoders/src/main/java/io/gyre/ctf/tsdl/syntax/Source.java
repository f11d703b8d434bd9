package io.gyre.ctf.tsdl.syntax;

import io.gyre.ctf.Place;
import io.gyre.ctf.source.Lines;
import java.util.Arrays;

/**
 * The text of a metadata file as the lexer sees it: line splices (a backslash before a line's end) are taken out, and each
 * offset can still be told as a line and a column of the file.
 */
public final class Source {
    private final String fileName;
    private final String original;
    private final String text;
    /** Offsets in {@link #text} where a splice was taken out, and how many characters were gone by then. */
    private final int[] cuts;
    private final int[] removed;

    public Source(String original, String fileName) {
        this.fileName = fileName;
        this.original = original;
        int[] cutAt = {};
        int[] gone = {};
        if (original.indexOf("\\\n") < 0 && original.indexOf("\\\r\n") < 0) {
            this.text = original;
        } else {
            var spliced = new StringBuilder(original.length());
            int i = 0;
            while (i < original.length()) {
                int length = spliceLength(original, i);
                if (length == 0) {
                    spliced.append(original.charAt(i++));
                } else {
                    i += length;
                    cutAt = append(cutAt, spliced.length());
                    gone = append(gone, i - spliced.length());
                }
            }
            this.text = spliced.toString();
        }
        this.cuts = cutAt;
        this.removed = gone;
    }

    private static int spliceLength(String text, int at) {
        if (text.charAt(at) != '\\') {
            return 0;
        }
        return text.startsWith("\n", at + 1) ? 2 : text.startsWith("\r\n", at + 1) ? 3 : 0;
    }

    private static int[] append(int[] values, int value) {
        int[] longer = Arrays.copyOf(values, values.length + 1);
        longer[values.length] = value;
        return longer;
    }

    public String text() {
        return text;
    }

    /** {@return the line and column, both from 1, of the character at an offset in {@link #text()}} */
    public Place place(int offset) {
        int cut = Arrays.binarySearch(cuts, offset);
        int before = cut >= 0 ? lastEqual(cut) : -cut - 2;
        int at = Math.min(original.length(), offset + (before < 0 ? 0 : removed[before]));
        return Lines.place(original, at, fileName);
    }

    private int lastEqual(int found) {
        int last = found;
        while (last + 1 < cuts.length && cuts[last + 1] == cuts[found]) {
            last++;
        }
        return last;
    }
}
