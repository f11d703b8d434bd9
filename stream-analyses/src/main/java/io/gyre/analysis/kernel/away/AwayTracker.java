package io.gyre.analysis.kernel.away;

import io.gyre.analysis.kernel.state.Mode;
import java.util.function.LongFunction;

/** What {@link AwayEnds} keeps of a thread, being changed. Allocates nothing. */
public final class AwayTracker {
    private static final long NEVER = Woken.NEVER;

    private long seenNs = NEVER;
    private AwayEnds.First first = AwayEnds.First.OPEN;
    private long onNs;
    private int onCpu;
    private Woken early = Woken.NOT;
    private long leaveNs = NEVER;
    private long state;
    private long mode;
    private long wokenNs = NEVER;
    private int wokenBy;

    /** Takes the first wake-up since the last switch. */
    public boolean takesWakeUp() {
        return wokenNs == NEVER;
    }

    public void wake(long ns, int by) {
        wokenNs = ns;
        wokenBy = by;
    }

    /** @param modeCode the number of a {@link Mode} */
    public void leave(long ns, long newState, long modeCode) {
        if (first == AwayEnds.First.OPEN) {
            first = AwayEnds.First.CLOSED;
        }
        see(ns);
        leaveNs = ns;
        state = newState;
        mode = modeCode;
        wokenNs = NEVER;
    }

    /** {@return whether a stretch off the CPUs ends now, of which something is known}; {@link #enter} comes next. */
    public boolean endsAway() {
        return first != AwayEnds.First.OPEN && (leaveNs != NEVER || wokenNs != NEVER);
    }

    public void enter(long ns, int cpu) {
        if (first == AwayEnds.First.OPEN) {
            first = AwayEnds.First.ON;
            onNs = ns;
            onCpu = cpu;
            early = woken();
        }
        see(ns);
        leaveNs = NEVER;
        wokenNs = NEVER;
    }

    private void see(long ns) {
        if (seenNs == NEVER) {
            seenNs = ns;
        }
    }

    private Woken woken() {
        return wokenNs == NEVER ? Woken.NOT : new Woken(wokenNs, wokenBy);
    }

    private Leave leave(LongFunction<Mode> modes) {
        return leaveNs == NEVER ? Leave.NOT : new Leave(leaveNs, state, modes.apply(mode));
    }

    public long leaveNs() {
        return leaveNs;
    }

    public long wokenNs() {
        return wokenNs;
    }

    public int wokenBy() {
        return wokenBy;
    }

    public long state() {
        return state;
    }

    public long mode() {
        return mode;
    }

    /** {@return the stretch that ends} */
    public Away away(int tid, long ns, int cpu, LongFunction<Mode> modes) {
        return new Away(tid, leave(modes), woken(), ns, cpu);
    }

    boolean isUntouched() {
        return first == AwayEnds.First.OPEN && wokenNs == NEVER;
    }

    AwayEnds ends(LongFunction<Mode> modes) {
        return new AwayEnds(seenNs, first, onNs, onCpu, early, leave(modes), woken());
    }
}
