package io.gyre.analysis.kernel.state;

import io.gyre.analysis.kernel.thread.ThreadFold;
import io.gyre.analysis.kernel.thread.Tids;
import io.gyre.analysis.primitive.IntMap;
import io.gyre.ctf.bind.Cpu;
import io.gyre.ctf.bind.EventClass;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.model.EventRecordClass;
import java.util.Map;
import java.util.TreeMap;

/** Measures what each CPU does, and for whom. A system call belongs to the thread that its CPU runs. */
public abstract class StateFold<T extends ModeThread, P> extends ThreadFold<T, P> {
    private final Subject subject;
    private final IntMap<RunningCpu> cpus = new IntMap<>();
    private final IntMap<RunTally> sums = new IntMap<>();

    protected StateFold(Subject subject) {
        this.subject = subject;
    }

    /** A thread was taken off a CPU, and another put on; {@link ModeThread#mode} of the first tells what it did. */
    protected abstract void changed(long timestampNs, int cpu, T previous, T next);

    /** A thread was born; it waits for a CPU. */
    protected void born(long timestampNs, T thread) {}

    /** {@return the number of a mode: {@link Mode#CALL} and above} */
    protected abstract long call(EventRecordClass event);

    /** {@return the mode of such a number} */
    protected abstract Mode mode(long code);

    private RunningCpu cpu(int number, long timestampNs) {
        RunningCpu cpu = cpus.get(number);
        if (cpu == null) {
            cpu = new RunningCpu(number, timestampNs);
            cpus.put(number, cpu);
        } else {
            cpu.advance(timestampNs);
        }
        return cpu;
    }

    @OnEvent({ "syscall_entry_*", "compat_syscall_entry_*"})
    public final void enterCall(long timestampNs, @Cpu int cpu, @EventClass EventRecordClass event) {
        cpu(cpu, timestampNs).mode(call(event));
    }

    /** Says more exactly which call it is that was just entered. */
    public final void inCall(long timestampNs, int cpu, long call) {
        cpu(cpu, timestampNs).mode(call);
    }

    @OnEvent({ "syscall_exit_*", "compat_syscall_exit_*"})
    public final void leaveCall(long timestampNs, @Cpu int cpu) {
        cpu(cpu, timestampNs).mode(Mode.USER);
    }

    @OnEvent("irq_handler_entry")
    public final void enterIrq(long timestampNs, @Cpu int cpu) {
        cpu(cpu, timestampNs).irq(Level.IN);
    }

    @OnEvent("irq_handler_exit")
    public final void leaveIrq(long timestampNs, @Cpu int cpu) {
        cpu(cpu, timestampNs).irq(Level.OUT);
    }

    @OnEvent({ "irq_softirq_entry", "softirq_entry"})
    public final void enterSoftIrq(long timestampNs, @Cpu int cpu) {
        cpu(cpu, timestampNs).softIrq(Level.IN);
    }

    @OnEvent({ "irq_softirq_exit", "softirq_exit"})
    public final void leaveSoftIrq(long timestampNs, @Cpu int cpu) {
        cpu(cpu, timestampNs).softIrq(Level.OUT);
    }

    /** A child is born in the call that its parent is in, and leaves it. */
    @OnEvent("sched_process_fork")
    public final void bornInCall(long timestampNs, @Cpu int cpu,
            @Field(value = "child_tid", required = false) int tid) {
        if (tid > Tids.IDLE) {
            T child = thread(tid);
            child.mode(Mode.ofThread(cpu(cpu, timestampNs).mode()));
            born(timestampNs, child);
        }
    }

    @Override
    protected final void switched(long timestampNs, int number, T previous, T next, int nextPriority) {
        RunningCpu cpu = cpu(number, timestampNs);
        if (!cpu.hasSwitch()) {
            cpu.endFirst(previous.tid());
        } else if (cpu.runs(previous.tid())) {
            cpu.run().moveTo(subject == Subject.CPU ? sums(number) : previous.runs());
        } else {
            lost(cpu, number, timestampNs);
        }
        if (previous.tid() != Tids.IDLE) {
            previous.mode(Mode.ofThread(cpu.mode()));
        }
        cpu.begin(next.tid(), next.tid() == Tids.IDLE ? Mode.IDLE : next.mode());
        changed(timestampNs, number, previous, next);
    }

    private void lost(RunningCpu cpu, int number, long timestampNs) {
        cpu.run().clear();
        if (subject == Subject.CPU) {
            sums(number).add(RunState.UNKNOWN.number, Math.max(0, timestampNs - cpu.switchNs()));
        }
    }

    private RunTally sums(int cpu) {
        return sums.get(cpu, any -> new RunTally());
    }

    protected final CpuRuns runs() {
        var times = new TreeMap<Integer, Times>();
        if (subject == Subject.CPU) {
            sums.forEach((tally, cpu) -> put(times, cpu, tally));
        } else {
            threads().forEach((thread, tid) -> {
                if (tid != Tids.IDLE) {
                    put(times, tid, thread.runs());
                }
            });
        }
        Times others = Times.NONE;
        while (times.size() > CpuRuns.MOST) {
            others = others.plus(times.pollLastEntry().getValue());
        }
        var ends = new TreeMap<Integer, CpuEnds>();
        var modes = new TreeMap<Long, Mode>();
        threads().forEach((thread, tid) -> modes.put(Mode.away(tid), mode(thread.mode())));
        var observedToNs = new long[]{ Long.MIN_VALUE};
        cpus.forEach((cpu, number) -> {
            ends.put(number, cpu.ends());
            modes.put(Mode.onCpu(number), mode(cpu.mode()));
            observedToNs[0] = Math.max(observedToNs[0], cpu.lastNs());
        });
        return new CpuRuns(subject, times, others, ends, Modes.of(modes, false), observedToNs[0]);
    }

    private static void put(Map<Integer, Times> sums, int of, RunTally tally) {
        Times times = tally.times();
        if (!times.isNone()) {
            sums.put(of, times);
        }
    }

    protected final void forgetRuns() {
        cpus.clear();
        sums.clear();
        forgetThreads();
    }
}
