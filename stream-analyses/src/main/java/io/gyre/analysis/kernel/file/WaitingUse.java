package io.gyre.analysis.kernel.file;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Longest;
import io.gyre.analysis.kernel.call.LongCall;

/**
 * A {@link LongUse} whose file is not known yet.
 *
 * @param after how many changes of the log come before it, as in {@link Segment}
 * @param fd the descriptor; negative when {@code file} is known
 * @param to the one that was copied to; negative when none was
 */
record WaitingUse(int after, int fd, int to, String file,
        LongCall call) implements Longest.Entry, Comparable<WaitingUse> {
    @Override
    public long lengthNs() {
        return call.lengthNs();
    }

    @Override
    public int compareTo(WaitingUse other) {
        return call.compareTo(other.call);
    }

    void write(PartialOutput out) {
        out.writeUnsigned(after);
        out.writeSigned(fd);
        out.writeSigned(to);
        out.writeString(file);
        call.write(out);
    }

    static WaitingUse read(PartialInput in) throws PartialFormatException {
        return new WaitingUse((int) in.readUnsigned(), in.readInt(), in.readInt(), in.readString(), LongCall.read(in));
    }
}
