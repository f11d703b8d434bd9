package io.gyre.analysis.kernel.syscalls;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Distribution;
import io.gyre.analysis.figures.Histogram;

/**
 * One system call, or one variant of it, whoever called it.
 *
 * @param entries events; of those and of the exits, some may have no counterpart
 * @param histogram of the durations
 * @param values of {@link Outcomes#returned}
 */
public record CallFigures(long entries, long exits, Outcomes outcomes, Histogram histogram, Histogram values) {

    public static final CallFigures NONE = new CallFigures(0, 0, Outcomes.NONE, Histogram.NONE, Histogram.NONE);

    /** {@return one call that was entered and left, the two events not counted} */
    static CallFigures met(String call, long ns, long ret) {
        Outcomes outcomes = Outcomes.of(call, ns, ret);
        return new CallFigures(0, 0, outcomes, Histogram.of(ns),
                outcomes.returned().isNone() ? Histogram.NONE : Histogram.of(ret));
    }

    CallFigures plus(CallFigures other) {
        return new CallFigures(entries + other.entries, exits + other.exits, outcomes.plus(other.outcomes),
                histogram.plus(other.histogram), values.plus(other.values));
    }

    Distribution distribution() {
        return new Distribution(outcomes.durations(), histogram);
    }

    void write(PartialOutput out) {
        out.writeUnsigned(entries);
        out.writeUnsigned(exits);
        outcomes.write(out);
        histogram.write(out);
        values.write(out);
    }

    static CallFigures read(PartialInput in, int version) throws PartialFormatException {
        return new CallFigures(in.readUnsigned(), in.readUnsigned(), Outcomes.read(in, version), Histogram.read(in),
                version < SyscallEncoding.WITH_RETURNED ? Histogram.NONE : Histogram.read(in));
    }
}
