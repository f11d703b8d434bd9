package io.gyre.analysis.kernel.timeline;

import io.gyre.analysis.kernel.state.CpuEnds;
import io.gyre.analysis.kernel.state.CpuRuns;
import io.gyre.analysis.kernel.state.Level;
import io.gyre.analysis.kernel.state.Mode;
import io.gyre.analysis.kernel.state.RunState;
import io.gyre.analysis.kernel.thread.Tids;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One CPU while changes are played. What it did from one switch to the next is known when the next takes off the thread that the first has put
 * on.
 */
final class CpuTrack {
    private final int cpu;
    private final Consumer<Interval> known;
    private final List<Interval> run = new ArrayList<>();
    private boolean hasSwitch;
    private int tid = Tids.UNKNOWN;
    private long switchNs;
    private long lastNs;
    private boolean inIrq;
    private boolean inSoftIrq;
    private String irq;
    private String softIrq;
    private Mode mode;

    /** A CPU that nothing has been heard of. */
    CpuTrack(int cpu, long ns, Consumer<Interval> known) {
        this.cpu = cpu;
        this.known = known;
        this.lastNs = ns;
        this.irq = "";
        this.softIrq = "";
        this.mode = Mode.UNKNOWN;
    }

    /** A CPU as a stretch of time begins. */
    CpuTrack(int cpu, CpuEnds ends, CpuRuns before, Interrupts interrupts, Consumer<Interval> known) {
        this(cpu, ends.lastNs(), known);
        hasSwitch = ends.hasSwitch();
        tid = ends.last().tid();
        switchNs = ends.last().switchNs();
        inIrq = before.irq(cpu) == Level.IN;
        inSoftIrq = before.softIrq(cpu) == Level.IN;
        irq = interrupts.irqs().getOrDefault(cpu, "");
        softIrq = interrupts.softIrqs().getOrDefault(cpu, "");
        mode = before.modeOn(cpu);
    }

    /** All up to now was in the state as it is. */
    void advance(long ns) {
        if (ns > lastNs && isThreadKnown()) {
            add(interval(lastNs, ns));
        }
        lastNs = ns;
    }

    private boolean isThreadKnown() {
        return hasSwitch && tid != Tids.UNKNOWN;
    }

    private Interval interval(long fromNs, long toNs) {
        if (inIrq) {
            return new Interval(fromNs, toNs, cpu, tid, State.IRQ, irq, "");
        } else if (inSoftIrq) {
            return new Interval(fromNs, toNs, cpu, tid, State.SOFT_IRQ, softIrq, "");
        }
        RunState state = mode.state();
        return new Interval(fromNs, toNs, cpu, tid, State.of(state), state == RunState.CALL ? mode.call() : "", "");
    }

    private void add(Interval next) {
        if (!run.isEmpty() && run.getLast().goesOnAs(next)) {
            run.set(run.size() - 1, run.getLast().until(next.endNs()));
        } else {
            run.add(next);
        }
    }

    /** The thread is taken off now. */
    void endRun(int previousTid) {
        if (isThreadKnown() && tid == previousTid) {
            run.forEach(known);
        } else if (hasSwitch && lastNs > switchNs) {
            known.accept(new Interval(switchNs, lastNs, cpu, Tids.UNKNOWN, State.UNKNOWN, "", ""));
        }
        run.clear();
    }

    void beginRun(int nextTid, Mode nextMode) {
        hasSwitch = true;
        tid = nextTid;
        switchNs = lastNs;
        mode = nextMode;
    }

    /** Nothing more is to come. */
    void end(long ns) {
        advance(ns);
        endRun(tid);
    }

    /** Nobody knows what happens now. */
    void lose() {
        run.clear();
        tid = Tids.UNKNOWN;
        inIrq = false;
        inSoftIrq = false;
        mode = Mode.UNKNOWN;
    }

    void enterIrq(String name) {
        inIrq = true;
        irq = name;
    }

    void leaveIrq() {
        inIrq = false;
    }

    void enterSoftIrq(String name) {
        inSoftIrq = true;
        softIrq = name;
    }

    void leaveSoftIrq() {
        inSoftIrq = false;
    }

    void mode(Mode newMode) {
        mode = newMode;
    }

    Mode mode() {
        return mode;
    }

    /** {@return whether a thread is known to be on it in the end} */
    boolean runs(int thread) {
        return hasSwitch && tid == thread;
    }
}
