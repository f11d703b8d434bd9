package io.gyre.analysis.kernel.locks;

import io.gyre.analysis.figures.DurationTally;
import io.gyre.analysis.kernel.call.Exit;

/** {@link FutexUse} being added up. */
final class FutexTally {
    private static final int EAGAIN = 11;
    private static final int ETIMEDOUT = 110;

    private final DurationTally waits = new DurationTally();
    private long timedOut;
    private long unneeded;
    private long failed;
    private long wakes;
    private long woken;

    void add(FutexOperation operation, long ns, long ret) {
        switch (operation) {
            case WAIT -> {
                waits.add(ns);
                switch (Exit.error(ret)) {
                    case 0 -> {
                    }
                    case EAGAIN -> unneeded++;
                    case ETIMEDOUT -> timedOut++;
                    default -> failed++;
                }
            }
            case WAKE -> {
                wakes++;
                woken += Math.max(0, ret);
            }
            case OTHER -> {
            }
        }
    }

    FutexUse sum() {
        return new FutexUse(waits.sum(), timedOut, unneeded, failed, wakes, woken);
    }
}
