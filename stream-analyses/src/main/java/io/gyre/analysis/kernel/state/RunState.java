package io.gyre.analysis.kernel.state;

/** What a CPU does. The order is that of the encoding; the modes come first, with the numbers of {@link Mode}. */
public enum RunState {
    /** The idle thread runs. */
    IDLE, USER,
    /** A system call runs. */
    CALL,
    /** A thread runs of which no system call has been seen, such as one of the kernel. */
    OTHER, SOFT_IRQ, IRQ,
    /** Switches were lost. */
    UNKNOWN;

    static final int COUNT = values().length;
}
