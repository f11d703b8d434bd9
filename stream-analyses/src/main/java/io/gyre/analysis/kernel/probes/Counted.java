package io.gyre.analysis.kernel.probes;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Durations;

/**
 * How often something happened, and the durations that are known.
 *
 * @param count of hits, or of returns from a function
 * @param durations from one hit to the next, or from entry to return; fewer than {@code count}, where the beginning was not seen
 */
record Counted(long count, Durations durations) {
    static final Counted NONE = new Counted(0, Durations.NONE);
    static final int FEWEST_BYTES = 1 + Durations.fewestBytes();

    Counted plus(Counted other) {
        return new Counted(count + other.count, durations.plus(other.durations));
    }

    void write(PartialOutput out) {
        out.writeUnsigned(count);
        durations.write(out);
    }

    static Counted read(PartialInput in) throws PartialFormatException {
        return new Counted(in.readUnsigned(), Durations.read(in));
    }
}
