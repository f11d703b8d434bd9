package io.gyre.analysis.user.heap;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;

/** What was allocated by calls from one place. */
record Site(long allocations, long bytes) {
    static final Site NONE = new Site(0, 0);

    Site plus(Site other) {
        return new Site(allocations + other.allocations, bytes + other.bytes);
    }

    void write(PartialOutput out) {
        out.writeUnsigned(allocations);
        out.writeUnsigned(bytes);
    }

    static Site read(PartialInput in) throws PartialFormatException {
        return new Site(in.readUnsigned(), in.readUnsigned());
    }
}
