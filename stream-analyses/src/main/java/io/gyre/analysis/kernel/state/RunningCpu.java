package io.gyre.analysis.kernel.state;

import io.gyre.analysis.kernel.thread.Tids;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What {@link CpuEnds} keeps, being changed. */
final class RunningCpu {
    private final int number;
    private final long firstNs;
    private long lastNs;
    private Level irq = Level.OPEN;
    private Level softIrq = Level.OPEN;
    private long mode;
    private final RunTally run = new RunTally();
    /** Up to the first switch. */
    private CpuEnds.@Nullable Run first;
    private int tid;
    private long switchNs;
    /** Where the time from here on counts: a state, or what is open. */
    private int state;
    private long @Nullable [] open;
    /** What {@link #open} was for each state, since the last switch and as long as the levels stay. */
    private final long[] @Nullable [] openOfState = new long[RunState.COUNT] @Nullable [];

    RunningCpu(int number, long timestampNs) {
        this.number = number;
        this.firstNs = timestampNs;
        this.lastNs = timestampNs;
        this.mode = Mode.onCpu(number);
        choose();
    }

    /** Counts the time up to now. */
    void advance(long timestampNs) {
        long ns = timestampNs - lastNs;
        lastNs = timestampNs;
        if (ns > 0) {
            if (open == null) {
                run.add(state, ns);
            } else {
                open[0] += ns;
            }
        }
    }

    private void choose() {
        open = null;
        if (irq == Level.IN) {
            state = RunState.IRQ.number;
        } else if (irq == Level.OUT && softIrq == Level.IN) {
            state = RunState.SOFT_IRQ.number;
        } else if (irq == Level.OUT && softIrq == Level.OUT && !Mode.isOpen(mode)) {
            state = Mode.state(mode);
        } else if (Mode.isOpen(mode)) {
            open = run.open(Open.of(number, irq, softIrq, mode));
        } else {
            open = openOfState[Mode.state(mode)];
            if (open == null) {
                open = run.open(Open.of(number, irq, softIrq, mode));
                openOfState[Mode.state(mode)] = open;
            }
        }
    }

    void mode(long newMode) {
        mode = newMode;
        choose();
    }

    void irq(Level level) {
        irq = level;
        Arrays.fill(openOfState, null);
        choose();
    }

    void softIrq(Level level) {
        softIrq = level;
        Arrays.fill(openOfState, null);
        choose();
    }

    long mode() {
        return mode;
    }

    boolean hasSwitch() {
        return first != null;
    }

    /** {@return whether the thread that was put on last is the one that is taken off now} */
    boolean runs(int previousTid) {
        return tid == previousTid && tid != Tids.UNKNOWN;
    }

    /** The first switch. */
    void endFirst(int previousTid) {
        first = new CpuEnds.Run(previousTid, lastNs, run.times());
        run.clear();
    }

    RunTally run() {
        return run;
    }

    long switchNs() {
        return switchNs;
    }

    void begin(int nextTid, long nextMode) {
        tid = nextTid;
        switchNs = lastNs;
        Arrays.fill(openOfState, null);
        mode(nextMode);
    }

    long lastNs() {
        return lastNs;
    }

    CpuEnds ends() {
        CpuEnds.Run last = new CpuEnds.Run(first == null ? 0 : tid, switchNs, run.times());
        return new CpuEnds(firstNs, lastNs, irq, softIrq, first != null, first == null ? last : first, last);
    }
}
