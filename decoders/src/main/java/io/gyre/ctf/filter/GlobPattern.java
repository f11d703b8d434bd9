package io.gyre.ctf.filter;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text in which {@code *} matches any run of bytes, {@code \*} a star and {@code \\} a backslash, as in LTTng's filters and event
 * names. Compared byte by byte, in UTF-8.
 */
public final class GlobPattern {
    private final String text;
    private final byte[][] pieces;

    private GlobPattern(String text, byte[][] pieces) {
        this.text = text;
        this.pieces = pieces;
    }

    /** {@return the pattern that a text says}; a backslash before anything else stands for itself. */
    public static GlobPattern of(String text) {
        List<byte[]> pieces = new ArrayList<>();
        var piece = new ByteArrayOutputStream();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '*') {
                pieces.add(piece.toByteArray());
                piece.reset();
            } else if (bytes[i] == '\\' && i + 1 < bytes.length && (bytes[i + 1] == '*' || bytes[i + 1] == '\\')) {
                i++;
                piece.write(bytes[i]);
            } else {
                piece.write(bytes[i]);
            }
        }
        pieces.add(piece.toByteArray());
        return new GlobPattern(text, pieces.toArray(byte[][]::new));
    }

    /** {@return whether it has a star} */
    public boolean hasStar() {
        return pieces.length > 1;
    }

    /** {@return the bytes of a pattern without a star} */
    public byte[] bytes() {
        return pieces[0];
    }

    public boolean matches(String candidate) {
        byte[] bytes = candidate.getBytes(StandardCharsets.UTF_8);
        return matches(bytes, 0, bytes.length);
    }

    public boolean matches(byte[] buffer, int offset, int length) {
        byte[] first = pieces[0];
        int end = offset + length;
        if (pieces.length == 1) {
            return Arrays.equals(buffer, offset, end, first, 0, first.length);
        }
        if (length < first.length || !Arrays.equals(buffer, offset, offset + first.length, first, 0, first.length)) {
            return false;
        }
        byte[] last = pieces[pieces.length - 1];
        int from = offset + first.length;
        int to = end - last.length;
        return to >= from && Arrays.equals(buffer, to, end, last, 0, last.length) && hasMiddle(buffer, from, to);
    }

    /** Each piece between two stars is taken where it first occurs, which leaves the most for the others. */
    private boolean hasMiddle(byte[] buffer, int from, int to) {
        int at = from;
        for (int i = 1; i < pieces.length - 1; i++) {
            at = after(buffer, at, to, pieces[i]);
            if (at < 0) {
                return false;
            }
        }
        return true;
    }

    private static int after(byte[] buffer, int from, int to, byte[] piece) {
        for (int at = from; at + piece.length <= to; at++) {
            if (Arrays.equals(buffer, at, at + piece.length, piece, 0, piece.length)) {
                return at + piece.length;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GlobPattern pattern && pattern.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
