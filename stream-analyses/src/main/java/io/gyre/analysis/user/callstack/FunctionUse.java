package io.gyre.analysis.user.callstack;

import io.gyre.analysis.figures.Durations;

/**
 * The calls of a function that have ended.
 *
 * @param total from entry to exit; of a function that calls itself each call counts
 * @param selfNs without the functions that it called
 */
record FunctionUse(Durations total, long selfNs) {
    static final FunctionUse NONE = new FunctionUse(Durations.NONE, 0);

    FunctionUse plus(FunctionUse other) {
        return new FunctionUse(total.plus(other.total), selfNs + other.selfNs);
    }
}
