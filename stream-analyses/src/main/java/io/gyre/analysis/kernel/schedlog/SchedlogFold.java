package io.gyre.analysis.kernel.schedlog;

import io.gyre.analysis.kernel.sched.Wait;
import io.gyre.analysis.kernel.sched.WaitFold;
import io.gyre.analysis.kernel.sched.WokenThread;

/** Notes waits. */
public final class SchedlogFold extends WaitFold<WokenThread, WaitLog> {
    private EarliestWaits waits = new EarliestWaits();

    @Override
    protected WokenThread newThread(int tid) {
        return new WokenThread(tid);
    }

    @Override
    protected void waited(long fromNs, long toNs, WokenThread thread, int cpu, int priority, int by) {
        waits.add(new Wait(fromNs, toNs, thread.tid(), cpu, priority, by));
    }

    @Override
    protected WaitLog ended() {
        WaitLog log = waits.log();
        waits = new EarliestWaits();
        return log;
    }
}
