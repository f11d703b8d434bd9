package io.gyre.analysis.generic.pair;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;

/**
 * The open ends of one key in a stretch of time.
 *
 * @param first what came first, when that may concern something that was open before; else {@link First#NONE}
 * @param firstNs its time; {@link #NEVER} without it
 * @param openNs when that began which is open at the end; {@link #NEVER} when nothing is
 */
record Ends(First first, long firstNs, long openNs) {

    static final long NEVER = Long.MIN_VALUE;
    static final Ends CLOSED = new Ends(First.NONE, NEVER, NEVER);

    /** What came first. */
    enum First {
        NONE(0), BEGIN(1), END(2);

        private final int wireId;

        First(int wireId) {
            this.wireId = wireId;
        }

        static First ofWireId(long id) throws PartialFormatException {
            for (First first : values()) {
                if (first.wireId == id) {
                    return first;
                }
            }
            throw new PartialFormatException(PartialFormatException.Kind.CORRUPT, "no open end has number " + id);
        }
    }

    boolean isOpen() {
        return openNs != NEVER;
    }

    boolean isNothing() {
        return first == First.NONE && !isOpen();
    }

    void write(PartialOutput out) {
        out.writeUnsigned(first.wireId);
        if (first != First.NONE) {
            out.writeSigned(firstNs);
        }
        out.writeFlag(isOpen());
        if (isOpen()) {
            out.writeSigned(openNs);
        }
    }

    static Ends read(PartialInput in) throws PartialFormatException {
        First first = First.ofWireId(in.readUnsigned());
        long firstNs = first == First.NONE ? NEVER : in.readSigned();
        return new Ends(first, firstNs, in.readFlag() ? in.readSigned() : NEVER);
    }
}
