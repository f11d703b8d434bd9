package io.gyre.analysis.kernel.call;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;

/**
 * The exit of a system call.
 *
 * @param tid the thread, which may be a stand-in of {@link io.gyre.analysis.kernel.thread.Tids}
 * @param ret the return value; from -4095 to -1 an error
 */
public record Exit(String call, long ns, int tid, long ret) {

    private static final int MOST_ERRORS = 4095;

    /** {@return the number of the error that a return value means; 0 for none} */
    public static int error(long ret) {
        return ret < 0 && ret >= -MOST_ERRORS ? (int) -ret : 0;
    }

    void write(PartialOutput out) {
        out.writeString(call);
        out.writeSigned(ns);
        out.writeSigned(tid);
        out.writeSigned(ret);
    }

    static Exit read(PartialInput in) throws PartialFormatException {
        return new Exit(in.readString(), in.readSigned(), in.readInt(), in.readSigned());
    }
}
