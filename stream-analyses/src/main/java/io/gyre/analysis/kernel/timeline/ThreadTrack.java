package io.gyre.analysis.kernel.timeline;

import io.gyre.analysis.kernel.away.Away;
import io.gyre.analysis.kernel.away.AwayEnds;
import io.gyre.analysis.kernel.away.Leave;
import io.gyre.analysis.kernel.away.Woken;
import io.gyre.analysis.kernel.state.Mode;
import io.gyre.analysis.kernel.thread.Tids;
import io.gyre.analysis.kernel.threads.Reason;
import java.util.function.Consumer;

/** One thread off the CPUs while changes are played. */
final class ThreadTrack {
    private static final int NO_CPU = -1;

    private final int tid;
    private Leave leave = Leave.NOT;
    private Woken woken = Woken.NOT;
    private Mode mode;

    ThreadTrack(int tid, Mode mode) {
        this.tid = tid;
        this.mode = mode;
    }

    /** It is as another stretch of time has left it. */
    void begin(AwayEnds before) {
        leave = before.leave();
        woken = before.woken();
    }

    void mode(Mode newMode) {
        mode = newMode;
    }

    Mode mode() {
        return mode;
    }

    void wake(long ns) {
        if (woken.isNot()) {
            woken = new Woken(ns, Tids.IDLE);
        }
    }

    void leave(long ns, long state) {
        leave = new Leave(ns, state, mode);
        woken = Woken.NOT;
    }

    /** It is put on a CPU. */
    void enter(long ns, Consumer<Interval> known) {
        tell(ns, known);
        leave = Leave.NOT;
        woken = Woken.NOT;
    }

    /** Nothing more is to come. */
    void end(long ns, boolean runs, Consumer<Interval> known) {
        if (!leave.isNot() || !runs) {
            tell(ns, known);
        }
    }

    private void tell(long ns, Consumer<Interval> known) {
        if (leave.isNot() && woken.isNot()) {
            return;
        }
        var away = new Away(tid, leave, woken, ns, NO_CPU);
        if (away.blockedNs() > 0) {
            Reason reason = Reason.of(away);
            known.accept(new Interval(leave.ns(), away.waitsFromNs(), NO_CPU, tid, State.BLOCKED, reason.in(),
                    reason.sleep().words()));
        }
        if (away.waitedNs() > 0) {
            known.accept(new Interval(away.waitsFromNs(), ns, NO_CPU, tid, State.WAITING, "", ""));
        }
    }
}
