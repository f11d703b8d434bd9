package io.gyre.analysis.kernel;

import io.gyre.analysis.figures.FixedMap;
import io.gyre.analysis.figures.MapJoin;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who had the CPUs: the partial of {@link CpuAnalysis}.
 *
 * @param cpus by number
 * @param threads those that ran, without the idle threads
 * @param placements by thread id, without the idle threads
 * @param pids process by thread id, where a fork or a state dump told
 * @param processNames by process id, where a fork, an exec or a state dump told
 * @param hasGap whether a part of this stretch is unknown
 * @param observedToNs the latest end of a packet that could hold switches; {@link Long#MIN_VALUE} without packets
 */
public record CpuUsage(SortedMap<Integer, CpuRun> cpus, SortedMap<ThreadName, ThreadUse> threads,
        SortedMap<Integer, Placement> placements, SortedMap<Integer, Integer> pids,
        SortedMap<Integer, String> processNames, boolean hasGap, long observedToNs) {

    public static final CpuUsage NONE = new CpuUsage(Collections.emptySortedMap(), Collections.emptySortedMap(),
            Collections.emptySortedMap(), Collections.emptySortedMap(), Collections.emptySortedMap(), false,
            Long.MIN_VALUE);
    public static final CpuUsage GAP = new CpuUsage(Collections.emptySortedMap(), Collections.emptySortedMap(),
            Collections.emptySortedMap(), Collections.emptySortedMap(), Collections.emptySortedMap(), true,
            Long.MIN_VALUE);

    public CpuUsage {
        cpus = FixedMap.of(cpus);
        threads = FixedMap.of(threads);
        placements = FixedMap.of(placements);
        pids = FixedMap.of(pids);
        processNames = FixedMap.of(processNames);
    }

    /** {@return the last time at which this stretch is known to have been observed; {@link Long#MIN_VALUE} for none} */
    long knownToNs() {
        return cpus.values().stream().mapToLong(run -> run.last().ns()).reduce(observedToNs, Math::max);
    }

    /** {@return this and then {@code next}} Associative: time between two neighbouring switches is told by these two alone. */
    public CpuUsage followedBy(CpuUsage next) {
        var threadSums = new MapJoin<ThreadName, ThreadUse>(ThreadUse::plus);
        threadSums.addAll(threads);
        threadSums.addAll(next.threads);
        SortedMap<Integer, CpuRun> joinedCpus = joinCpus(next, threadSums);
        SortedMap<Integer, Placement> joinedPlacements = joinPlacements(next, threadSums);
        return new CpuUsage(joinedCpus, threadSums.map(), joinedPlacements,
                FixedMap.joined(pids, next.pids, (_, later) -> later),
                FixedMap.joined(processNames, next.processNames, (_, later) -> later), hasGap || next.hasGap,
                Math.max(observedToNs, next.observedToNs));
    }

    private SortedMap<Integer, CpuRun> joinCpus(CpuUsage next, MapJoin<ThreadName, ThreadUse> threadSums) {
        var joined = new TreeMap<Integer, CpuRun>();
        cpus.forEach((cpu, run) -> joined.put(cpu, next.hasGap ? run.beforeGap() : run));
        next.cpus.forEach((cpu, right) -> {
            CpuRun left = cpus.get(cpu);
            if (left == null) {
                joined.put(cpu, hasGap ? right.afterGap() : right);
                return;
            }
            long ns = Math.max(0, right.first().ns() - left.last().ns());
            boolean known = CpuRun.isSameRun(left.last(), right.first());
            boolean idle = right.first().thread().isIdle();
            if (known && !idle && ns > 0) {
                threadSums.add(right.first().thread(), ThreadUse.ofTime(ns));
            }
            joined.put(cpu, new CpuRun(left.first(), right.last(),
                    left.busyNs() + right.busyNs() + (known && !idle ? ns : 0),
                    left.idleNs() + right.idleNs() + (known && idle ? ns : 0),
                    left.unknownNs() + right.unknownNs() + (known ? 0 : ns), left.switches() + right.switches()));
        });
        return joined;
    }

    private SortedMap<Integer, Placement> joinPlacements(CpuUsage next, MapJoin<ThreadName, ThreadUse> threadSums) {
        return FixedMap.of(placements, next.placements, (tid, left, right) -> {
            if (right == null) {
                return left == null || !next.hasGap ? left : left.beforeGap();
            } else if (left == null) {
                return hasGap ? right.afterGap() : right;
            }
            if (left.isMigrationTo(right)) {
                threadSums.add(new ThreadName(tid, right.firstComm()), new ThreadUse(0, 1, 0));
            }
            return left.followedBy(right);
        });
    }
}
