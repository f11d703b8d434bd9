package io.gyre.analysis.kernel.state;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;

/** Whether a CPU is in an interrupt handler. The order is that of the encoding. */
public enum Level {
    OUT(0), IN(1),
    /** As it was when the stretch of time began. */
    OPEN(2);

    /** In partials: from 0, in the order of these constants. */
    final int number;

    Level(int number) {
        this.number = number;
    }

    Level followedBy(Level next) {
        return next == OPEN ? this : next;
    }

    static Level read(PartialInput in) throws PartialFormatException {
        long id = in.readUnsigned();
        if (id < 0 || id >= values().length) {
            throw new PartialFormatException(PartialFormatException.Kind.CORRUPT,
                    "no level of interrupts has number " + id);
        }
        return values()[(int) id];
    }
}
