package io.gyre.analysis.kernel;

import io.gyre.analysis.Fold;
import io.gyre.analysis.primitive.IntMap;
import io.gyre.ctf.bind.Cpu;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.bind.OnPacket;
import io.gyre.ctf.bind.Text;
import io.gyre.ctf.model.ClockClass;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Follows {@code sched_switch}. A switch allocates nothing once its threads are known. */
public final class CpuFold implements Fold<CpuUsage> {
    private final IntMap<RunningCpu> cpus = new IntMap<>();
    private final SliceThreads threads = new SliceThreads();
    private final Map<Integer, Integer> pids = new HashMap<>();
    private final Map<Integer, String> processNames = new HashMap<>();
    private final IdentityHashMap<DataStreamClass, Boolean> hasSwitches = new IdentityHashMap<>();
    private long observedToNs = Long.MIN_VALUE;

    /** One CPU from its first switch on. */
    private static final class RunningCpu {
        private final CpuRun.End first;
        private SliceThreads.Named running;
        private long sinceNs;
        private long busyNs;
        private long idleNs;
        private long unknownNs;
        private long switches;

        RunningCpu(long timestampNs, SliceThreads.Named previous) {
            this.first = new CpuRun.End(timestampNs, previous.name(), true);
            this.running = previous;
            this.sinceNs = timestampNs;
        }

        void switchFrom(SliceThreads.Named previous, long timestampNs) {
            long ns = Math.max(0, timestampNs - sinceNs);
            if (running.tid() != previous.tid()) {
                unknownNs += ns;
            } else if (previous.tid() == ThreadName.IDLE_TID) {
                idleNs += ns;
            } else {
                busyNs += ns;
                previous.addTime(ns);
            }
        }

        CpuRun run() {
            return new CpuRun(first, new CpuRun.End(sinceNs, running.name(), true), busyNs, idleNs, unknownNs,
                    switches);
        }
    }

    @OnEvent("sched_switch")
    public void schedSwitch(long timestampNs, @Cpu int cpu, @Field("prev_comm") Text prevComm,
            @Field("prev_tid") int prevTid, @Field("next_comm") Text nextComm, @Field("next_tid") int nextTid) {
        RunningCpu state = cpus.get(cpu);
        SliceThreads.Named previous = state != null && state.running.is(prevTid, prevComm)
                ? state.running
                : threads.find(prevTid, prevComm);
        if (state == null) {
            state = new RunningCpu(timestampNs, previous);
            cpus.put(cpu, state);
        }
        state.switchFrom(previous, timestampNs);
        previous.seenOn(cpu);
        SliceThreads.Named next = threads.find(nextTid, nextComm);
        next.seenOn(cpu);
        next.addSwitch();
        state.running = next;
        state.sinceNs = timestampNs;
        state.switches++;
    }

    @OnEvent("sched_process_fork")
    public void fork(long timestampNs, @Field(value = "child_tid", required = false) int tid,
            @Field(value = "child_pid", required = false) int pid,
            @Field(value = "child_comm", required = false) Text comm) {
        learn(tid, pid, comm);
    }

    @OnEvent("lttng_statedump_process_state")
    public void stateDump(long timestampNs, @Field(value = "tid", required = false) int tid,
            @Field(value = "pid", required = false) int pid, @Field(value = "name", required = false) Text name) {
        learn(tid, pid, name);
    }

    @OnEvent("sched_process_exec")
    public void exec(long timestampNs, @Field(value = "tid", required = false) int tid,
            @Field(value = "filename", required = false) Text filename) {
        String path = filename.toString();
        learn(tid, tid, path.substring(path.lastIndexOf('/') + 1));
    }

    private void learn(int tid, int pid, Text name) {
        if (tid == pid) {
            learn(tid, pid, name.toString());
        } else {
            pids.put(tid, pid);
        }
    }

    /** Thread 0 is the idle thread, or that of an older tracer that does not tell. */
    private void learn(int tid, int pid, String name) {
        if (tid != ThreadName.IDLE_TID) {
            pids.put(tid, pid);
            processNames.put(pid, name);
        }
    }

    @OnPacket
    public void packet(StreamInfo stream, PacketHeader packet) {
        DataStreamClass streamClass = stream.dataStreamClass();
        Long endCycles = packet.endCycles();
        ClockClass clock = streamClass.defaultClock();
        if (endCycles != null && clock != null
                && hasSwitches.computeIfAbsent(streamClass, CpuFold::hasSwitches)) {
            observedToNs = Math.max(observedToNs, clock.toNanos(endCycles));
        }
    }

    private static boolean hasSwitches(DataStreamClass streamClass) {
        return streamClass.events().values().stream().anyMatch(event -> event.name().equals("sched_switch"));
    }

    @Override
    public CpuUsage cut(long afterNs, long upToNs) {
        var runs = new TreeMap<Integer, CpuRun>();
        cpus.forEach((state, cpu) -> runs.put(cpu, state.run()));
        var usage = new CpuUsage(runs, threads.uses(), threads.placements(), new TreeMap<>(pids),
                new TreeMap<>(processNames), false, observedToNs);
        cpus.clear();
        threads.clear();
        pids.clear();
        processNames.clear();
        observedToNs = Long.MIN_VALUE;
        return usage;
    }
}
