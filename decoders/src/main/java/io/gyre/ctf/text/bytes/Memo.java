package io.gyre.ctf.text.bytes;

/**
 * The text of bytes that come again and again, such as the name and number of the thread that an event comes from. Of two that fall on
 * the same place the later one is kept. Gives up when most of what comes is new.
 */
public final class Memo {
    /** So many bytes have their text kept. */
    public static final int LEAST_BYTES = 8;
    public static final int MOST_BYTES = 64;
    /** A longer text is not kept. */
    public static final int LONGEST_TEXT = 192;

    private static final int PLACES_LOG2 = 6;
    /** What is known less often than it is new uses this up. */
    private static final int PATIENCE = 1 << 10;
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private final int bytes;
    private final int keyWords;
    private final int textWords = LONGEST_TEXT / Long.BYTES;
    private final long[] keys;
    private final long[] texts;
    /** 0 where nothing is kept. */
    private final int[] lengths = new int[1 << PLACES_LOG2];
    private int patience = PATIENCE;

    /** @param bytes how many the text depends on, {@value #LEAST_BYTES} to {@value #MOST_BYTES} */
    public Memo(int bytes) {
        if (bytes < LEAST_BYTES || bytes > MOST_BYTES) {
            throw new IllegalArgumentException(bytes + " bytes");
        }
        this.bytes = bytes;
        this.keyWords = (bytes + Long.BYTES - 1) / Long.BYTES;
        this.keys = new long[keyWords << PLACES_LOG2];
        this.texts = new long[textWords << PLACES_LOG2];
    }

    public boolean isWorthwhile() {
        return patience > 0;
    }

    /**
     * Writes the text of the bytes at a place, when it is known, and up to seven bytes behind it.
     *
     * @return the place behind it, or -1 when it is not known
     */
    public int put(byte[] in, int from, byte[] out, int at) {
        int place = place(in, from);
        int length = lengths[place];
        if (length == 0 || !isAt(place, in, from)) {
            patience--;
            return -1;
        }
        if (patience < PATIENCE) {
            patience++;
        }
        int text = place * textWords;
        for (int i = 0; i < length; i += Long.BYTES) {
            Words.set(out, at + i, texts[text++]);
        }
        return at + length;
    }

    /** Keeps the text of the bytes at a place. */
    public void keep(byte[] in, int from, byte[] out, int at, int end) {
        int length = end - at;
        if (length > LONGEST_TEXT || at > out.length - LONGEST_TEXT) {
            return;
        }
        int place = place(in, from);
        for (int i = 0; i < keyWords; i++) {
            keys[place * keyWords + i] = key(in, from, i);
        }
        for (int i = 0; i * Long.BYTES < length; i++) {
            texts[place * textWords + i] = Words.get(out, at + i * Long.BYTES);
        }
        lengths[place] = length;
    }

    private boolean isAt(int place, byte[] in, int from) {
        int key = place * keyWords;
        long different = 0;
        for (int i = 0; i < keyWords; i++) {
            different |= keys[key + i] ^ key(in, from, i);
        }
        return different == 0;
    }

    /** The last word overlaps the one before where the bytes are no whole number of words. */
    private long key(byte[] in, int from, int word) {
        return Words.get(in, from + Math.min(word * Long.BYTES, bytes - Long.BYTES));
    }

    private int place(byte[] in, int from) {
        long ends = Words.get(in, from) ^ Words.get(in, from + bytes - Long.BYTES);
        return (int) ((ends * MIX) >>> (Long.SIZE - PLACES_LOG2));
    }
}
