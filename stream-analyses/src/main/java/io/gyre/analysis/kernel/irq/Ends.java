package io.gyre.analysis.kernel.irq;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;

/**
 * The open ends of an interrupt on a CPU in a stretch of time.
 *
 * @param first what became of that which was open when the stretch began
 * @param firstNs when it ended, if it did
 * @param earlyNs when it was raised before that, if it was; {@link #NEVER} otherwise
 * @param lateNs since when it is open at the end; {@link #NEVER} when nothing is. The same as {@code earlyNs} for
 *        {@link First#UNTOUCHED}
 */
public record Ends(First first, long firstNs, long earlyNs, long lateNs) {

    static final long NEVER = Long.MIN_VALUE;

    /** What became of what was open. */
    public enum First {
        UNTOUCHED(0), FORGOTTEN(1), ENDED(2);

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

    /** {@return this without what would need the stretch before} */
    Ends afterGap() {
        return new Ends(First.FORGOTTEN, NEVER, NEVER, lateNs);
    }

    Ends beforeGap() {
        return first == First.UNTOUCHED
                ? new Ends(First.FORGOTTEN, NEVER, NEVER, NEVER)
                : new Ends(first, firstNs, earlyNs, NEVER);
    }

    /** {@return when that began which {@code next} ends first, if anything did} */
    long beganNs(Ends next) {
        return lateNs != NEVER ? lateNs : next.earlyNs;
    }

    Ends followedBy(Ends next) {
        long begun = beganNs(next);
        long end = next.first == First.UNTOUCHED ? begun : next.lateNs;
        return first == First.UNTOUCHED
                ? new Ends(next.first, next.firstNs, next.first == First.FORGOTTEN ? NEVER : begun, end)
                : new Ends(first, firstNs, earlyNs, end);
    }

    void write(PartialOutput out) {
        out.writeUnsigned(first.wireId);
        write(firstNs, out);
        write(earlyNs, out);
        write(lateNs, out);
    }

    private static void write(long ns, PartialOutput out) {
        out.writeFlag(ns != NEVER);
        if (ns != NEVER) {
            out.writeSigned(ns);
        }
    }

    static Ends read(PartialInput in) throws PartialFormatException {
        return new Ends(First.ofWireId(in.readUnsigned()), readNs(in), readNs(in), readNs(in));
    }

    private static long readNs(PartialInput in) throws PartialFormatException {
        return in.readFlag() ? in.readSigned() : NEVER;
    }
}
