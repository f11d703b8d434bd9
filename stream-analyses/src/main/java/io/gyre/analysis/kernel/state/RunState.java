package io.gyre.analysis.kernel.state;

/** What a CPU does. The order is that of the encoding; the modes come first, with the numbers of {@link Mode}. */
public enum RunState {
    /** The idle thread runs. */
    IDLE(0), USER(1),
    /** A system call runs. */
    CALL(2),
    /** A thread runs of which no system call has been seen, such as one of the kernel. */
    OTHER(3), SOFT_IRQ(4), IRQ(5),
    /** Switches were lost. */
    UNKNOWN(6);

    static final int COUNT = values().length;

    /** In partials: from 0, in the order of these constants. */
    final int number;

    RunState(int number) {
        this.number = number;
    }

    static RunState ofNumber(int number) {
        return values()[number];
    }
}
