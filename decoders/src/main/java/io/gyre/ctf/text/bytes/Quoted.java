package io.gyre.ctf.text.bytes;

/**
 * Quoted text into an array that has room for it: for each byte {@value #MOST}, two quotes, and seven bytes that may be
 * overwritten.
 */
public final class Quoted {
    /** So many bytes one may become. */
    public static final int MOST = 4;

    private Quoted() {}

    /** Writes bytes up to the first NUL or the limit. {@return the place behind the closing quote} */
    public static int put(byte[] out, int at, byte[] in, int from, int limit) {
        int place = at;
        out[place++] = '"';
        int i = from;
        while (i < limit) {
            if (i <= in.length - Long.BYTES) {
                long word = Words.get(in, i);
                int plain = Math.min(Words.before(special(word)), limit - i);
                Words.set(out, place, word);
                place += plain;
                i += plain;
                if (plain == Long.BYTES || i == limit) {
                    continue;
                }
            }
            byte c = in[i++];
            byte[] escape = LineBuffer.escape(c & 0xFF);
            if (c == 0) {
                break;
            } else if (escape == null) {
                out[place++] = c;
            } else {
                System.arraycopy(escape, 0, out, place, escape.length);
                place += escape.length;
            }
        }
        out[place++] = '"';
        return place;
    }

    /** The bytes that do not stand for themselves: see {@link LineBuffer#escape}. */
    private static long special(long word) {
        return Words.below(word, ' ') | Words.equal(word, '"') | Words.equal(word, '\'') | Words.equal(word, '?')
                | Words.equal(word, '\\') | Words.equal(word, 0x7F);
    }

    /** {@return where the first NUL is, or the limit} */
    public static int end(byte[] in, int from, int limit) {
        int i = from;
        while (i <= in.length - Long.BYTES && i < limit) {
            int others = Words.before(Words.zeros(Words.get(in, i)));
            i += others;
            if (others < Long.BYTES) {
                return Math.min(i, limit);
            }
        }
        while (i < limit && in[i] != 0) {
            i++;
        }
        return Math.min(i, limit);
    }
}
