package io.gyre.analysis.kernel.threads;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.kernel.away.Away;
import io.gyre.analysis.kernel.state.Mode;

/**
 * Why a thread is blocked.
 *
 * @param mode what it did when it left its CPU; may be a stand-in
 */
public record Reason(Mode mode, Sleep sleep) implements Comparable<Reason> {

    /** {@return why a thread was blocked that was off the CPUs} */
    public static Reason of(Away away) {
        return new Reason(away.leave().mode(), Sleep.of(away.leave().state()));
    }

    /** {@return in which system call}; {@code user mode} for a fault, {@code ?} for a thread of which no call has been seen */
    public String in() {
        return in(mode);
    }

    static String in(Mode mode) {
        return mode.code() == Mode.USER ? "user mode" : mode.call().isEmpty() ? "?" : mode.call();
    }

    @Override
    public int compareTo(Reason other) {
        int order = mode.compareTo(other.mode);
        return order == 0 ? sleep.compareTo(other.sleep) : order;
    }

    void write(PartialOutput out) {
        mode.write(out);
        out.writeUnsigned(sleep.number);
    }

    static Reason read(PartialInput in) throws PartialFormatException {
        return new Reason(Mode.read(in), Sleep.read(in));
    }
}
