package io.gyre.ctf.text;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.text.bytes.Literal;

/**
 * One step of a {@link TextProgram}: text that is always the same, then a field whose place in the bytes is a whole one.
 *
 * <p>Each kind of step is a class of its own with one short method, so that the JIT compiler has many small tasks: one method for all
 * kinds takes it longer than most traces take to print.
 */
abstract class TextStep {
    static final int UNKNOWN = -1;

    private final Literal literal;

    /** @param literal what stands before the field */
    TextStep(byte[] literal) {
        this.literal = new Literal(literal);
    }

    /** Reads and writes at a place, and moves it. {@return whether the event is not too long for programs} */
    abstract boolean run(TextPlace place) throws DataStreamException;

    /** {@return how many bytes it reads, which its text alone depends on; -1 when it reads or keeps anything else} */
    int ownBytes() {
        return UNKNOWN;
    }

    final Literal literal() {
        return literal;
    }

    final void putLiteral(TextPlace place) {
        place.at = literal.put(place.out, place.at);
    }

    /** Nothing but the literal. */
    static final class End extends TextStep {
        End(byte[] literal) {
            super(literal);
        }

        @Override
        boolean run(TextPlace place) {
            putLiteral(place);
            return true;
        }
    }

    /** A step that writes nothing: the text before it is left to the next one. */
    abstract static class Silent extends TextStep {
        Silent() {
            super(new byte[0]);
        }
    }

    /** Makes sure that so many bits are left. */
    static final class Require extends Silent {
        private final long bits;

        Require(long bits) {
            this.bits = bits;
        }

        @Override
        boolean run(TextPlace place) throws DataStreamException {
            if (bits > place.end - place.from * 8L) {
                throw place.cursor().pastEnd(place.from * 8L, bits);
            }
            return true;
        }
    }

    /** Passes over bytes. */
    static final class Skip extends Silent {
        private final int bytes;

        Skip(int bytes) {
            this.bytes = bytes;
        }

        @Override
        int ownBytes() {
            return bytes;
        }

        @Override
        boolean run(TextPlace place) {
            place.from += bytes;
            return true;
        }
    }

    /** Moves to the next multiple of so many bytes from the packet's start. */
    static final class Align extends Silent {
        private final int bytes;

        Align(int bytes) {
            this.bytes = bytes;
        }

        @Override
        boolean run(TextPlace place) {
            int first = (int) (place.cursor().start() >>> 3);
            place.from = first + ((place.from - first + bytes - 1) & -bytes);
            return true;
        }
    }
}
