package io.gyre.ctf.text.bytes;

/** Quoted text into an array that has room for it: for each byte {@value #MOST}, and two quotes. */
public final class Quoted {
    /** So many bytes one may become. */
    public static final int MOST = 4;

    /** Of each byte: 0 for one that stands for itself, 1 for NUL, 2 for one that does not. */
    private static final byte[] KINDS = kinds();

    private Quoted() {}

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = (byte) (LineBuffer.escape(i) == null ? 0 : 2);
        }
        kinds[0] = 1;
        return kinds;
    }

    /** Writes bytes up to the first NUL or the limit. {@return the place behind the closing quote} */
    public static int put(byte[] out, int at, byte[] in, int from, int limit) {
        int place = at;
        out[place++] = '"';
        for (int i = from; i < limit; i++) {
            byte c = in[i];
            byte kind = KINDS[c & 0xFF];
            if (kind == 0) {
                out[place++] = c;
            } else if (kind == 1) {
                break;
            } else {
                byte[] escape = LineBuffer.escape(c & 0xFF);
                if (escape != null) {
                    System.arraycopy(escape, 0, out, place, escape.length);
                    place += escape.length;
                }
            }
        }
        out[place++] = '"';
        return place;
    }

    /** {@return where the first NUL is, or the limit} */
    public static int end(byte[] in, int from, int limit) {
        for (int i = from; i < limit; i++) {
            if (in[i] == 0) {
                return i;
            }
        }
        return limit;
    }
}
