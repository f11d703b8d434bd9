package io.gyre.analysis.kernel.threads;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;

/** How a blocked thread sleeps, from {@code prev_state} of {@code sched_switch}. The order is that of the encoding. */
public enum Sleep {
    /** A signal wakes it. */
    INTERRUPTIBLE(0, "interruptible"),
    /** No signal wakes it: mostly, it waits for a disk. */
    UNINTERRUPTIBLE(1, "uninterruptible"),
    /** By a signal or a debugger. */
    STOPPED(2, "stopped"),
    /** A thread of the kernel with nothing to do. */
    IDLE(3, "idle"), OTHER(4, "other");

    /** {@code TASK_INTERRUPTIBLE}. */
    private static final long INTERRUPTIBLE_BIT = 0x1;
    /** {@code TASK_UNINTERRUPTIBLE}. */
    private static final long UNINTERRUPTIBLE_BIT = 0x2;
    /** {@code __TASK_STOPPED} and {@code __TASK_TRACED}. */
    private static final long STOPPED_BITS = 0xC;
    /** {@code TASK_REPORT_IDLE}, since Linux 4.14; before, a part of {@code TASK_KILLABLE}, which is uninterruptible too. */
    private static final long IDLE_BIT = 0x80;
    /** {@code TASK_IDLE}, where a kernel reports it as it is. */
    private static final long IDLE_BITS = 0x402;

    /** In partials: from 0, in the order of these constants. */
    final int number;
    private final String words;

    Sleep(int number, String words) {
        this.number = number;
        this.words = words;
    }

    public String words() {
        return words;
    }

    static Sleep of(long state) {
        if ((state & IDLE_BITS) == IDLE_BITS) {
            return IDLE;
        } else if ((state & UNINTERRUPTIBLE_BIT) != 0) {
            return UNINTERRUPTIBLE;
        } else if ((state & STOPPED_BITS) != 0) {
            return STOPPED;
        } else if ((state & INTERRUPTIBLE_BIT) != 0) {
            return INTERRUPTIBLE;
        }
        return (state & IDLE_BIT) != 0 ? IDLE : OTHER;
    }

    static Sleep ofNumber(int number) {
        return values()[number];
    }

    static Sleep read(PartialInput in) throws PartialFormatException {
        long number = in.readUnsigned();
        if (number < 0 || number >= values().length) {
            throw new PartialFormatException(PartialFormatException.Kind.CORRUPT, "no sleep has number " + number);
        }
        return ofNumber((int) number);
    }
}
