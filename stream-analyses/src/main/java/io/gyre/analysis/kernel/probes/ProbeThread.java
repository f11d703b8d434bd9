package io.gyre.analysis.kernel.probes;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;

/**
 * A probe and a thread that hit it.
 *
 * @param tid perhaps a stand-in of {@link io.gyre.analysis.kernel.thread.Tids}
 */
record ProbeThread(String probe, int tid) implements Comparable<ProbeThread> {
    static final int FEWEST_BYTES = 2;

    @Override
    public int compareTo(ProbeThread other) {
        int order = probe.compareTo(other.probe);
        return order == 0 ? Integer.compare(tid, other.tid) : order;
    }

    ProbeThread withTid(int newTid) {
        return newTid == tid ? this : new ProbeThread(probe, newTid);
    }

    void write(PartialOutput out) {
        out.writeString(probe);
        out.writeSigned(tid);
    }

    static ProbeThread read(PartialInput in) throws PartialFormatException {
        return new ProbeThread(in.readString(), in.readInt());
    }
}
