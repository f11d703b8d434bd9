package io.gyre.ctf.order;

import io.gyre.ctf.read.ClockScale;

/**
 * Which events of a stream are wanted at all.
 *
 * @param firstCycles the first clock value wanted, unsigned
 */
record Wanted(long firstCycles, boolean isNothing) {

    /** {@return what is wanted of a stream whose events at or before a time are not} */
    static Wanted after(long afterNs, ClockScale scale) {
        if (afterNs < scale.zeroNs() || !scale.isUsable()) {
            return new Wanted(0, false);
        }
        long last = scale.atOrBefore(afterNs);
        return new Wanted(last + 1, Long.compareUnsigned(last, scale.lastCycles()) >= 0);
    }
}
