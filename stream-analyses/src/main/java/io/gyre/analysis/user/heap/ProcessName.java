package io.gyre.analysis.user.heap;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;

/**
 * How a process was called last, since threads have names of their own; empty where not recorded.
 *
 * @param main by its first thread
 * @param any by any thread
 */
record ProcessName(String main, String any) {
    static final ProcessName NONE = new ProcessName("", "");

    ProcessName followedBy(ProcessName next) {
        return new ProcessName(next.main.isEmpty() ? main : next.main, next.any.isEmpty() ? any : next.any);
    }

    String best() {
        return main.isEmpty() ? any : main;
    }

    void write(PartialOutput out) {
        out.writeString(main);
        out.writeString(any);
    }

    static ProcessName read(PartialInput in) throws PartialFormatException {
        return new ProcessName(in.readString(), in.readString());
    }
}
