package io.gyre.ctf.source;

import io.gyre.ctf.Place;

/** Offsets in a text as people count: lines and columns from 1. */
public final class Lines {
    private Lines() {}

    /** {@return the place of the character at an offset, or of the text's end} */
    public static Place place(String text, int offset, String fileName) {
        int at = Math.min(offset, text.length());
        int line = 1;
        int lineStart = 0;
        for (int newline = text.indexOf('\n'); newline >= 0 && newline < at; newline = text.indexOf('\n', lineStart)) {
            line++;
            lineStart = newline + 1;
        }
        return Place.text(fileName, line, at - lineStart + 1);
    }
}
