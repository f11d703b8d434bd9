package io.gyre.analysis.kernel.pair;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;

/**
 * An end whose beginning is in the stretch before.
 *
 * @param tid the thread that ended it, perhaps a stand-in of {@link io.gyre.analysis.kernel.thread.Tids}
 * @param label what else the analysis knows of it; may be empty
 */
public record Finish(long ns, int tid, String label) {
    void write(PartialOutput out) {
        out.writeSigned(ns);
        out.writeSigned(tid);
        out.writeString(label);
    }

    static Finish read(PartialInput in) throws PartialFormatException {
        return new Finish(in.readSigned(), in.readInt(), in.readString());
    }
}
