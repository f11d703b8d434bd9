package io.gyre.analysis.kernel.threads;

import io.gyre.analysis.figures.Longest;
import io.gyre.analysis.kernel.away.Away;
import io.gyre.analysis.kernel.away.AwayTracker;
import io.gyre.analysis.kernel.away.Aways;
import io.gyre.analysis.kernel.call.CallClass;
import io.gyre.analysis.kernel.call.CallNames;
import io.gyre.analysis.kernel.state.Mode;
import io.gyre.analysis.kernel.state.ModeThread;
import io.gyre.analysis.kernel.state.StateFold;
import io.gyre.analysis.kernel.state.Subject;
import io.gyre.analysis.kernel.thread.ByThread;
import io.gyre.analysis.kernel.thread.Tids;
import io.gyre.ctf.bind.Cpu;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.bind.OnPacket;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Adds to the time on CPUs by thread that off them. */
public final class ThreadsFold extends StateFold<ThreadsFold.StateThread, ThreadStates> {
    /** No thread wakes another here: {@code wakeups} tells that. */
    private static final int ANYBODY = Tids.IDLE;
    private static final long FIRST_CALL = Mode.CALL + 1;

    private final CallNames callNames = new CallNames();
    private final Map<Long, String> namesByCode = new HashMap<>();
    private Longest<Away> longest = new Longest<>(ThreadStates.MOST_LONGEST);

    /** A thread and its time off the CPUs. */
    public static final class StateThread extends ModeThread {
        private final AwayTracker away = new AwayTracker();
        private final OffTally off = new OffTally();

        StateThread(int tid) {
            super(tid);
        }
    }

    public ThreadsFold() {
        super(Subject.THREAD);
    }

    @Override
    protected StateThread newThread(int tid) {
        return new StateThread(tid);
    }

    @OnPacket
    public void packet(StreamInfo stream, PacketHeader packet) {
        callNames.machine(stream);
    }

    @Override
    protected long call(EventRecordClass event) {
        return code(callNames.of(event));
    }

    @OnEvent("syscall_entry_unknown")
    public void enterNumbered(long timestampNs, @Cpu int cpu, @Field("id") int number) {
        inCall(timestampNs, cpu, code(callNames.of(number)));
    }

    private static long code(CallClass call) {
        return FIRST_CALL + call.index();
    }

    @Override
    protected Mode mode(long code) {
        return code < Mode.CALL || code >= Mode.UNKNOWN.code()
                ? new Mode(code, "")
                : new Mode(Mode.CALL, namesByCode.computeIfAbsent(code, this::name));
    }

    private String name(long code) {
        for (CallClass call : callNames.all()) {
            if (code(call) == code) {
                return call.name();
            }
        }
        return "unknown";
    }

    @OnEvent({ "sched_waking", "sched_wakeup", "sched_wakeup_new"})
    public void wake(long timestampNs, @Field("tid") int tid) {
        if (tid > Tids.IDLE) {
            AwayTracker away = thread(tid).away;
            if (away.takesWakeUp()) {
                away.wake(timestampNs, ANYBODY);
            }
        }
    }

    @Override
    protected void born(long timestampNs, StateThread thread) {
        thread.away.leave(timestampNs, 0, thread.mode());
    }

    @Override
    protected void changed(long timestampNs, int cpu, StateThread previous, StateThread next) {
        if (previous.tid() != Tids.IDLE) {
            previous.away.leave(timestampNs, previousState(), previous.mode());
        }
        if (next.tid() != Tids.IDLE) {
            if (next.away.endsAway()) {
                ended(timestampNs, cpu, next);
            }
            next.away.enter(timestampNs, cpu);
        }
    }

    private void ended(long timestampNs, int cpu, StateThread next) {
        Away away = next.away.away(next.tid(), timestampNs, cpu, code -> new Mode(code, ""));
        next.off.addWait(away.waitedNs());
        long blockedNs = away.blockedNs();
        if (blockedNs > 0) {
            next.off.addBlock(away.leave().mode().code(), Sleep.of(away.leave().state()), blockedNs);
            if (longest.takes(away.lengthNs())) {
                longest.add(next.away.away(next.tid(), timestampNs, cpu, this::mode));
            }
        }
    }

    @Override
    public ThreadStates cut(long afterNs, long upToNs) {
        var aways = new Aways.Builder();
        var off = new TreeMap<Integer, OffCpu>();
        threads().forEach((thread, tid) -> {
            aways.add(tid, thread.away, this::mode);
            OffCpu sum = thread.off.sum(this::mode);
            if (!sum.isNone()) {
                off.put(tid, sum);
            }
        });
        var cut = new ThreadStates(runs(), ByThread.of(off, OffCpu.NONE, OffCpu::plus), longest.entries(),
                aways.aways(), names());
        longest = new Longest<>(ThreadStates.MOST_LONGEST);
        forgetRuns();
        return cut;
    }
}
