package io.gyre.analysis.kernel.file;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;

/**
 * What a descriptor means.
 *
 * @param name as {@link FileOf} has it
 * @param closesOnExec whether a program that is started does not get it (O_CLOEXEC)
 */
record OpenFile(String name, boolean closesOnExec) {
    OpenFile closingOnExec(boolean closes) {
        return new OpenFile(name, closes);
    }

    void write(PartialOutput out) {
        out.writeString(name);
        out.writeFlag(closesOnExec);
    }

    static OpenFile read(PartialInput in) throws PartialFormatException {
        return new OpenFile(in.readString(), in.readFlag());
    }
}
