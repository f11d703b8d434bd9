package io.gyre.analysis.kernel.timeline;

import io.gyre.analysis.View;
import io.gyre.analysis.kernel.state.CpuRuns;
import io.gyre.analysis.kernel.state.Mode;
import io.gyre.analysis.kernel.thread.Tids;
import io.gyre.analysis.kernel.threads.ThreadStates;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Plays the changes of a stretch of time, from what is known where it begins, and collects the intervals. Says of each nanosecond what
 * {@code threads} and {@code cpus} count it as.
 */
final class Replay {
    private static final Mode IDLE = new Mode(Mode.IDLE, "");
    private static final Mode USER = new Mode(Mode.USER, "");

    private final List<Interval> onCpus = new ArrayList<>();
    private final List<Interval> offCpus = new ArrayList<>();
    private final SortedMap<Integer, CpuTrack> cpus = new TreeMap<>();
    private final SortedMap<Integer, ThreadTrack> threads = new TreeMap<>();
    private IntFunction<Mode> modesBefore;

    private Replay(ThreadStates begin, Interrupts interrupts) {
        CpuRuns runs = begin.runs();
        runs.cpus().forEach(
                (cpu, ends) -> cpus.put(cpu, new CpuTrack(cpu, ends, runs, interrupts, onCpus::add)));
        modesBefore = runs::modeOf;
        begin.aways().ends().forEach((tid, ends) -> thread(tid).begin(ends));
    }

    static Intervals of(View<Timeline> view) {
        View<ThreadStates> states = Timeline.states(view);
        ThreadStates begin = ThreadStates.atBegin(states);
        var replay = new Replay(begin, view.before().interrupts());
        Changes changes = view.value().changes();
        changes.first().forEach(replay::play);
        long knownToNs = Math.max(begin.runs().observedToNs(), view.value().states().runs().observedToNs());
        long toNs = Math.min(view.toNs(knownToNs), changes.leftOutFromNs());
        replay.end(toNs);
        return replay.intervals(view, toNs);
    }

    private Intervals intervals(View<Timeline> view, long toNs) {
        var ofThreads = new ArrayList<Interval>(offCpus);
        onCpus.stream().filter(interval -> interval.tid() != Tids.IDLE && interval.state() != State.UNKNOWN)
                .forEach(ofThreads::add);
        ofThreads.sort(Interval.BY_TIME);
        onCpus.sort(Interval.BY_TIME);
        return new Intervals(onCpus, ofThreads,
                view.before().states().names().followedBy(view.value().states().names()), toNs,
                view.value().changes().leftOut());
    }

    private CpuTrack cpu(int number, long ns) {
        CpuTrack cpu = cpus.computeIfAbsent(number, any -> new CpuTrack(any, ns, onCpus::add));
        cpu.advance(ns);
        return cpu;
    }

    private ThreadTrack thread(int tid) {
        return threads.computeIfAbsent(tid, any -> new ThreadTrack(any, modesBefore.apply(any)));
    }

    private void play(Change change) {
        switch (change) {
            case Change.Switched switched -> switchThreads(switched);
            case Change.CallEntered entered ->
                cpu(entered.cpu(), entered.ns()).mode(new Mode(Mode.CALL, entered.call()));
            case Change.CallLeft left -> cpu(left.cpu(), left.ns()).mode(USER);
            case Change.IrqEntered entered -> cpu(entered.cpu(), entered.ns()).enterIrq(entered.irq());
            case Change.IrqLeft left -> cpu(left.cpu(), left.ns()).leaveIrq();
            case Change.SoftIrqEntered entered -> cpu(entered.cpu(), entered.ns()).enterSoftIrq(entered.softIrq());
            case Change.SoftIrqLeft left -> cpu(left.cpu(), left.ns()).leaveSoftIrq();
            case Change.Born born -> {
                ThreadTrack child = thread(born.tid());
                child.mode(cpu(born.cpu(), born.ns()).mode().ofThread());
                child.leave(born.ns(), 0);
            }
            case Change.Woke woke -> thread(woke.tid()).wake(woke.ns());
            case Change.Gap _ -> {
                cpus.values().forEach(CpuTrack::lose);
                threads.clear();
                modesBefore = _ -> Mode.UNKNOWN;
            }
        }
    }

    private void switchThreads(Change.Switched switched) {
        CpuTrack cpu = cpu(switched.cpu(), switched.ns());
        cpu.endRun(switched.from());
        if (switched.from() != Tids.IDLE) {
            thread(switched.from()).mode(cpu.mode().ofThread());
        }
        cpu.beginRun(switched.to(), switched.to() == Tids.IDLE ? IDLE : thread(switched.to()).mode());
        if (switched.from() != Tids.IDLE) {
            thread(switched.from()).leave(switched.ns(), switched.state());
        }
        if (switched.to() != Tids.IDLE) {
            thread(switched.to()).enter(switched.ns(), offCpus::add);
        }
    }

    private void end(long ns) {
        cpus.values().forEach(cpu -> cpu.end(ns));
        threads.forEach((tid, thread) -> thread.end(ns, isRunning(tid), offCpus::add));
    }

    private boolean isRunning(int tid) {
        return cpus.values().stream().anyMatch(cpu -> cpu.runs(tid));
    }
}
