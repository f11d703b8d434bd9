package io.gyre.analysis.kernel.file;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Longest;
import io.gyre.analysis.kernel.call.LongCall;

/**
 * A call that took long.
 *
 * @param file the name of what it was about; of a call that copies both, {@code /a -> socket:4}
 */
public record LongUse(LongCall call, String file) implements Longest.Entry, Comparable<LongUse> {
    @Override
    public long lengthNs() {
        return call.lengthNs();
    }

    @Override
    public int compareTo(LongUse other) {
        return call.compareTo(other.call);
    }

    LongUse withTid(int tid) {
        return new LongUse(call.withTid(tid), file);
    }

    void write(PartialOutput out) {
        call.write(out);
        out.writeString(file);
    }

    static LongUse read(PartialInput in) throws PartialFormatException {
        return new LongUse(LongCall.read(in), in.readString());
    }
}
