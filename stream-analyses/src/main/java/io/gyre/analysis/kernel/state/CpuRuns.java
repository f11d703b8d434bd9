package io.gyre.analysis.kernel.state;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.View;
import io.gyre.analysis.figures.FixedMap;
import io.gyre.analysis.figures.MapJoin;
import io.gyre.analysis.kernel.thread.Tids;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How long CPUs, or the threads on them, were in which state. Time between two switches of a CPU counts when the thread that the first
 * puts on is the one that the second takes off; otherwise switches were lost, and it is {@link RunState#UNKNOWN} for the CPU, and
 * nobody's.
 *
 * @param sums by the number of the CPU or the thread: at most {@value #MOST}, the lowest, and without the idle thread
 * @param others all other subjects together
 * @param cpus the open ends
 * @param observedToNs the last event; {@link Long#MIN_VALUE} without any
 */
public record CpuRuns(Subject subject, SortedMap<Integer, Times> sums, Times others, SortedMap<Integer, CpuEnds> cpus,
        Modes modes, long observedToNs) {

    public static final int MOST = 1 << 14;

    public CpuRuns {
        sums = FixedMap.of(sums);
        cpus = FixedMap.of(cpus);
    }

    public static CpuRuns none(Subject subject) {
        return empty(subject, Modes.NONE);
    }

    public static CpuRuns gap(Subject subject) {
        return empty(subject, Modes.GAP);
    }

    private static CpuRuns empty(Subject subject, Modes modes) {
        return new CpuRuns(subject, Collections.emptySortedMap(), Times.NONE, Collections.emptySortedMap(), modes,
                Long.MIN_VALUE);
    }

    public Level irq(int cpu) {
        CpuEnds ends = cpus.get(cpu);
        return ends != null && ends.irq() != Level.OPEN ? ends.irq() : modes.hasGap() ? Level.OUT : Level.OPEN;
    }

    public Level softIrq(int cpu) {
        CpuEnds ends = cpus.get(cpu);
        return ends != null && ends.softIrq() != Level.OPEN
                ? ends.softIrq()
                : modes.hasGap() ? Level.OUT : Level.OPEN;
    }

    /** {@return this and then {@code next}} */
    public CpuRuns followedBy(CpuRuns next) {
        var sum = new RunSums(subject);
        sum.addAll(sums);
        sum.addAll(FixedMap.changed(next.sums, times -> times.resolve(this)));
        var joined = new TreeMap<Integer, CpuEnds>();
        cpus.forEach((cpu, left) -> {
            if (!next.modes.hasGap() || next.cpus.containsKey(cpu)) {
                joined.put(cpu, left);
            } else if (left.hasSwitch()) {
                joined.put(cpu, left.beforeGap());
            }
        });
        next.cpus.forEach((cpu, right) -> {
            CpuEnds left = joined.get(cpu);
            if (left == null) {
                joined.put(cpu, modes.hasGap() ? resolved(cpu, right.afterGap()) : resolvedLast(right));
            } else {
                Times times = meet(cpu, left, right);
                if (left.hasSwitch() && right.hasSwitch()) {
                    sum.run(cpu, left.last().plus(times), right.first());
                }
                joined.put(cpu, left.followedBy(resolvedLast(right), times));
            }
        });
        return new CpuRuns(subject, sum.sums(), sum.others(others.plus(next.others.resolve(this))), joined,
                modes.followedBy(next.modes), Math.max(observedToNs, next.observedToNs));
    }

    private CpuEnds resolvedLast(CpuEnds ends) {
        return !ends.hasSwitch()
                ? ends
                : new CpuEnds(ends.firstNs(), ends.lastNs(), ends.irq(), ends.softIrq(), true, ends.first(),
                        new CpuEnds.Run(ends.last().tid(), ends.last().switchNs(), ends.last().times().resolve(this)));
    }

    private CpuEnds resolved(int cpu, CpuEnds ends) {
        CpuEnds known = resolvedLast(ends);
        return new CpuEnds(known.firstNs(), known.lastNs(), irq(cpu).followedBy(known.irq()),
                softIrq(cpu).followedBy(known.softIrq()), known.hasSwitch(), known.first(), known.last());
    }

    /** {@return the time from the last event of this stretch to the first switch or the end of the next} */
    private Times meet(int cpu, CpuEnds left, CpuEnds right) {
        if (left.last().isLost() || right.first().isLost()) {
            return Times.NONE;
        }
        return stateTime(cpu, left, right.firstNs()).plus(right.first().times().resolve(this));
    }

    /** {@return the time from the last event of a CPU to another in the state that it ended in} */
    private Times stateTime(int cpu, CpuEnds ends, long toNs) {
        long ns = Math.max(0, toNs - ends.lastNs());
        return ends.irq() == Level.IN
                ? Times.of(RunState.IRQ, ns)
                : Times.of(Open.of(cpu, ends.irq(), ends.softIrq(), modes.at(Mode.onCpu(cpu)).code()), ns);
    }

    /**
     * {@return what a stretch of time has to tell, with what was before, and up to its very end}: from its begin or, when that is later,
     * each CPU's first switch in the line.
     */
    public static CpuRuns resolved(View<CpuRuns> view) {
        CpuRuns gap = gap(view.value().subject);
        CpuRuns all = gap.followedBy(view.before()).at(view.fromNs()).followedBy(view.value());
        return all.endedAt(view.toNs(all.observedToNs));
    }

    /** {@return nothing but the ends, as if all had begun at this time} */
    public CpuRuns at(long ns) {
        var ends = new TreeMap<Integer, CpuEnds>();
        cpus.forEach((cpu, known) -> ends.put(cpu, known.at(ns)));
        return new CpuRuns(subject, Collections.emptySortedMap(), Times.NONE, ends, modes, observedToNs);
    }

    /** {@return the same up to this time, at which all ends} */
    public CpuRuns endedAt(long ns) {
        var sum = new RunSums(subject);
        sum.addAll(sums);
        cpus.forEach((cpu, ends) -> {
            if (ends.hasSwitch()) {
                CpuEnds.Run last = ends.last().isLost() ? ends.last() : ends.last().plus(stateTime(cpu, ends, ns));
                sum.run(cpu, last, new CpuEnds.Run(last.tid(), ns, Times.NONE));
            }
        });
        return new CpuRuns(subject, sum.sums(), sum.others(others), cpus, modes, observedToNs);
    }

    /** {@return the threads that are on a CPU at the end, as far as they are known} */
    public Set<Integer> running() {
        return cpus.values().stream().filter(CpuEnds::hasSwitch).map(ends -> ends.last().tid())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** {@return what a CPU does in the end when no interrupt is in its way} */
    public Mode modeOn(int cpu) {
        return modes.at(Mode.onCpu(cpu));
    }

    /** {@return what a thread that no CPU runs did last} */
    public Mode modeOf(int tid) {
        return modes.at(Mode.away(tid));
    }

    public boolean hasSwitches() {
        return cpus.values().stream().anyMatch(CpuEnds::hasSwitch);
    }

    /** Sums by subject, being added up. */
    private static final class RunSums {
        private final Subject subject;
        private final MapJoin<Integer, Times> sums = new MapJoin<>(Times::plus);

        RunSums(Subject subject) {
            this.subject = subject;
        }

        void addAll(SortedMap<Integer, Times> all) {
            sums.addAll(all);
        }

        private void add(int of, Times times) {
            if (!times.isNone()) {
                sums.add(of, times);
            }
        }

        /** Counts a run from its beginning, with all its time, to its end. */
        void run(int cpu, CpuEnds.Run begin, CpuEnds.Run end) {
            boolean known = !begin.isLost() && begin.tid() == end.tid();
            if (!known && subject == Subject.CPU) {
                add(cpu, Times.of(RunState.UNKNOWN, Math.max(0, end.switchNs() - begin.switchNs())));
            } else if (known && (subject == Subject.CPU || begin.tid() != Tids.IDLE)) {
                add(subject.of(cpu, begin.tid()), begin.times());
            }
        }

        Times others(Times more) {
            return sums.map().beyond(MOST).values().stream().reduce(more, Times::plus);
        }

        SortedMap<Integer, Times> sums() {
            return sums.map().lowest(MOST);
        }
    }

    public void write(PartialOutput out) {
        out.writeUnsigned(sums.size());
        sums.forEach((of, times) -> {
            out.writeSigned(of);
            times.write(out);
        });
        others.write(out);
        out.writeUnsigned(cpus.size());
        cpus.forEach((cpu, ends) -> {
            out.writeSigned(cpu);
            ends.write(out);
        });
        modes.write(out);
        out.writeSigned(observedToNs);
    }

    public static CpuRuns read(Subject subject, PartialInput in) throws PartialFormatException {
        var sums = in.readMap(RunState.COUNT + 2, PartialInput::readInt, Times::read);
        Times others = Times.read(in);
        var cpus = in.readMap(RunState.COUNT + 8, PartialInput::readInt, CpuEnds::read);
        return new CpuRuns(subject, sums, others, cpus, Modes.read(in), in.readSigned());
    }
}
