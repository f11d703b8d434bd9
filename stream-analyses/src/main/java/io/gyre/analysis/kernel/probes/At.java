package io.gyre.analysis.kernel.probes;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.kernel.thread.RunningThreads;

/**
 * When a thread hit a probe.
 *
 * @param tid perhaps a stand-in of {@link io.gyre.analysis.kernel.thread.Tids}
 */
record At(long ns, int tid) {
    At resolved(RunningThreads running) {
        return new At(ns, running.resolve(tid));
    }

    void write(PartialOutput out) {
        out.writeSigned(ns);
        out.writeSigned(tid);
    }

    static At read(PartialInput in) throws PartialFormatException {
        return new At(in.readSigned(), in.readInt());
    }
}
