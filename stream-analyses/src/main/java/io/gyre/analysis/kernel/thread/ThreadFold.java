package io.gyre.analysis.kernel.thread;

import io.gyre.analysis.Fold;
import io.gyre.analysis.primitive.IntMap;
import io.gyre.ctf.bind.Cpu;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.bind.Text;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows which thread each CPU runs, and what the threads are called. A fold of an analysis extends it, and is told of switches.
 *
 * @param <T> the fold's own threads
 */
public abstract class ThreadFold<T extends FollowedThread, P> implements Fold<P> {
    private static final int MOST_COMM_BYTES = 15;

    private final IntMap<T> threads = new IntMap<>();
    private final IntMap<RunningCpu> cpus = new IntMap<>();
    private long previousState;

    /** One CPU from its first switch on. */
    private static final class RunningCpu {
        private final int firstTid;
        private int lastTid;
        private @Nullable FollowedThread last;

        RunningCpu(int firstTid) {
            this.firstTid = firstTid;
        }
    }

    /** {@return in which state the thread was that was taken off last}, in the kernel's numbers: 0 could run on. */
    protected final long previousState() {
        return previousState;
    }

    protected abstract T newThread(int tid);

    /**
     * A CPU goes from one thread to another; either may be the idle one.
     *
     * @param nextPriority as {@code sched_switch} says it: 20 is the default of ordinary threads, below 0 are those of real time
     */
    protected abstract void switched(long timestampNs, int cpu, T previous, T next, int nextPriority);

    /** {@return what is known of a thread, which may be a stand-in of {@link Tids}} */
    protected final T thread(int tid) {
        T known = threads.get(tid);
        if (known == null) {
            known = newThread(tid);
            threads.put(tid, known);
        }
        return known;
    }

    /** {@return the thread that a CPU runs}; before its first switch its stand-in. */
    protected final int tidOn(int cpu) {
        RunningCpu running = cpus.get(cpu);
        return running == null ? Tids.firstOn(cpu) : running.lastTid;
    }

    @OnEvent("sched_switch")
    public final void schedSwitch(long timestampNs, @Cpu int cpu, @Field("prev_comm") Text prevComm,
            @Field("prev_tid") int prevTid, @Field("next_comm") Text nextComm, @Field("next_tid") int nextTid,
            @Field(value = "next_prio", required = false) int nextPriority,
            @Field(value = "prev_state", required = false) long prevState) {
        previousState = prevState;
        schedSwitch(timestampNs, cpu, prevComm, prevTid, nextComm, nextTid, nextPriority);
    }

    /** The same of a thread that could run on. */
    public final void schedSwitch(long timestampNs, int cpu, Text prevComm, int prevTid, Text nextComm, int nextTid,
            int nextPriority) {
        RunningCpu running = cpus.get(cpu);
        if (running == null) {
            running = new RunningCpu(Tids.of(prevTid));
            cpus.put(cpu, running);
        }
        T previous = previous(running, Tids.of(prevTid));
        previous.name(prevComm);
        T next = thread(Tids.of(nextTid));
        next.name(nextComm);
        running.last = next;
        running.lastTid = next.tid();
        switched(timestampNs, cpu, previous, next, nextPriority);
    }

    /** In most cases the thread that the CPU was known to run. */
    @SuppressWarnings("unchecked")
    private T previous(RunningCpu running, int tid) {
        FollowedThread last = running.last;
        return last != null && last.tid() == tid ? (T) last : thread(tid);
    }

    @OnEvent("sched_process_fork")
    public final void fork(long timestampNs, @Field(value = "child_tid", required = false) int tid,
            @Field(value = "child_pid", required = false) int pid,
            @Field(value = "child_comm", required = false) Text comm) {
        learn(tid, pid, comm);
    }

    @OnEvent("lttng_statedump_process_state")
    public final void stateDump(long timestampNs, @Field(value = "tid", required = false) int tid,
            @Field(value = "pid", required = false) int pid, @Field(value = "name", required = false) Text name) {
        learn(tid, pid, name);
    }

    @OnEvent("sched_process_exec")
    public final void exec(long timestampNs, @Field(value = "tid", required = false) int tid,
            @Field(value = "filename", required = false) Text filename) {
        if (tid > Tids.IDLE) {
            String path = filename.toString();
            String name = path.substring(path.lastIndexOf('/') + 1);
            T thread = thread(tid);
            thread.name(name.length() > MOST_COMM_BYTES ? name.substring(0, MOST_COMM_BYTES) : name);
            thread.belongsTo(tid);
        }
    }

    /**
     * Takes what an event tells of a thread. Thread 0 is the idle thread, or that of an older tracer that does not tell.
     *
     * @param pid 0 when the event does not tell
     * @param comm empty when the event does not tell
     */
    protected final void learn(int tid, int pid, Text comm) {
        if (tid > Tids.IDLE) {
            T thread = thread(tid);
            if (comm.length() > 0) {
                thread.name(comm);
            }
            if (pid > Tids.IDLE) {
                thread.belongsTo(pid);
            }
        }
    }

    /** {@return the threads of the slice}, which are forgotten by {@link #forgetThreads} */
    protected final IntMap<T> threads() {
        return threads;
    }

    protected final ThreadNames names() {
        return ThreadNames.of(threads);
    }

    protected final RunningThreads running() {
        var ends = new TreeMap<Integer, RunningThreads.Ends>();
        cpus.forEach((running, cpu) -> ends.put(cpu, new RunningThreads.Ends(running.firstTid, running.lastTid)));
        return new RunningThreads(ends, false);
    }

    protected final void forgetThreads() {
        threads.clear();
        cpus.clear();
    }
}
