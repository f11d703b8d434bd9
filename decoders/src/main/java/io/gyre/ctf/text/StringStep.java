package io.gyre.ctf.text;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.text.bytes.Memo;
import io.gyre.ctf.text.bytes.Quoted;

/** Writes a string in quotes. */
abstract class StringStep extends TextStep {
    private StringStep(byte[] literal) {
        super(literal);
    }

    private static void put(TextPlace place, int length) {
        place.more(Math.addExact(Math.multiplyExact(length, Quoted.MOST), 2));
        place.at = Quoted.put(place.out, place.at, place.in, place.from, place.from + length);
    }

    /** Up to a NUL. */
    static final class Terminated extends StringStep {
        Terminated(byte[] literal) {
            super(literal);
        }

        @Override
        boolean run(TextPlace place) throws DataStreamException {
            putLiteral(place);
            int limit = (int) (place.end >>> 3);
            int stop = Quoted.end(place.in, place.from, limit);
            if (stop >= limit) {
                throw place.cursor().unterminatedString(place.from * 8L);
            }
            put(place, stop - place.from);
            place.from = stop + 1;
            return true;
        }
    }

    /** Of a length that is always the same. */
    static final class Fixed extends StringStep {
        private final long length;

        Fixed(byte[] literal, long length) {
            super(literal);
            this.length = length;
        }

        @Override
        int ownBytes() {
            return length <= Memo.MOST_BYTES ? (int) length : UNKNOWN;
        }

        @Override
        boolean run(TextPlace place) {
            if (length > TextPlace.LONGEST) {
                return false;
            }
            putLiteral(place);
            put(place, (int) length);
            place.from += (int) length;
            return true;
        }
    }

    /** Of a length that the event told before. */
    static final class Told extends StringStep {
        private final int slot;

        Told(byte[] literal, int slot) {
            super(literal);
            this.slot = slot;
        }

        @Override
        boolean run(TextPlace place) throws DataStreamException {
            long length = place.length(slot, Byte.SIZE);
            if (length > TextPlace.LONGEST) {
                return false;
            }
            putLiteral(place);
            put(place, (int) length);
            place.from += (int) length;
            return true;
        }
    }
}
