package io.gyre.analysis.kernel.probes;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;

/** Two probes that a thread hit one after the other. */
record Step(String from, String to) implements Comparable<Step> {
    static final int FEWEST_BYTES = 2;

    @Override
    public int compareTo(Step other) {
        int order = from.compareTo(other.from);
        return order == 0 ? to.compareTo(other.to) : order;
    }

    void write(PartialOutput out) {
        out.writeString(from);
        out.writeString(to);
    }

    static Step read(PartialInput in) throws PartialFormatException {
        return new Step(in.readString(), in.readString());
    }
}
