package io.gyre.analysis.kernel.syscalls;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Distribution;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.Histogram;

/**
 * One system call, or one variant of it, whoever called it.
 *
 * @param entries events; of those and of the exits, some may have no counterpart
 */
public record CallFigures(long entries, long exits, Outcomes outcomes, Histogram histogram) {

    public static final CallFigures NONE = new CallFigures(0, 0, Outcomes.NONE, Histogram.NONE);

    /** {@return one call that was entered and left, the two events not counted} */
    static CallFigures met(long ns, int error) {
        return new CallFigures(0, 0, Outcomes.of(Durations.of(ns), error), Histogram.of(ns));
    }

    CallFigures plus(CallFigures other) {
        return new CallFigures(entries + other.entries, exits + other.exits, outcomes.plus(other.outcomes),
                histogram.plus(other.histogram));
    }

    Distribution distribution() {
        return new Distribution(outcomes.durations(), histogram);
    }

    void write(PartialOutput out) {
        out.writeUnsigned(entries);
        out.writeUnsigned(exits);
        outcomes.write(out);
        histogram.write(out);
    }

    static CallFigures read(PartialInput in) throws PartialFormatException {
        return new CallFigures(in.readUnsigned(), in.readUnsigned(), Outcomes.read(in), Histogram.read(in));
    }
}
