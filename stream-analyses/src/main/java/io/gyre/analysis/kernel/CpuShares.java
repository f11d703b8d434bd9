package io.gyre.analysis.kernel;

import io.gyre.analysis.View;
import io.gyre.analysis.figures.Ranking;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A view of {@link CpuUsage} with its open ends resolved: what ran into the stretch from before, and what was still running at its
 * end. Slices of a line therefore add up to the line; where switches were lost, a slice has answered before a later one shows that
 * part of its time is unknown.
 *
 * <p>A CPU is observed from its first switch in the line, or from the stretch's begin when that is later, to the stretch's end; where
 * the line ends, to the end of the last packet that could hold switches, but in a slice not beyond it. Busy, idle and unknown time add
 * up to that.
 */
record CpuShares(SortedMap<Integer, Share> cpus, SortedMap<ThreadName, ThreadUse> threads) {

    /** What one CPU did. */
    record Share(long busyNs, long idleNs, long unknownNs, long switches) {

        static final Share NONE = new Share(0, 0, 0, 0);

        long observedNs() {
            return busyNs + idleNs + unknownNs;
        }

        Share plus(Share other) {
            return new Share(busyNs + other.busyNs, idleNs + other.idleNs, unknownNs + other.unknownNs,
                    switches + other.switches);
        }
    }

    static CpuShares of(View<CpuUsage> view) {
        CpuUsage before = view.before();
        CpuUsage value = view.value();
        var shares = new CpuShares(new TreeMap<>(), new TreeMap<>(value.threads()));
        var numbers = new TreeSet<>(before.cpus().keySet());
        numbers.addAll(value.cpus().keySet());
        long toNs = toNs(view);
        for (int cpu : numbers) {
            CpuRun earlier = before.cpus().get(cpu);
            CpuRun run = value.cpus().get(cpu);
            shares.cpus.put(cpu, Share.NONE);
            if (run != null) {
                shares.add(cpu, new Share(run.busyNs(), run.idleNs(), run.unknownNs(), run.switches()));
                shares.addTime(cpu, run.last().thread(), toNs - run.last().ns(), run.last().connected());
            }
            if (earlier != null) {
                CpuRun.End left = earlier.last();
                long fromNs = Math.max(view.fromNs(), left.ns());
                if (run == null) {
                    shares.addTime(cpu, left.thread(), toNs - fromNs, left.connected() && !value.hasGap());
                } else {
                    shares.addTime(cpu, run.first().thread(), run.first().ns() - fromNs,
                            CpuRun.isSameRun(left, run.first()));
                }
            }
        }
        shares.addMigrations(before, value);
        return shares;
    }

    /** {@return the first nanosecond after what is observed} */
    private static long toNs(View<CpuUsage> view) {
        return view.toNs(Math.max(view.before().knownToNs(), view.value().knownToNs()));
    }

    private void add(int cpu, Share share) {
        cpus.merge(cpu, share, Share::plus);
    }

    private void addTime(int cpu, ThreadName thread, long duration, boolean known) {
        long ns = Math.max(0, duration);
        if (!known) {
            add(cpu, new Share(0, 0, ns, 0));
        } else if (thread.isIdle()) {
            add(cpu, new Share(0, ns, 0, 0));
        } else {
            add(cpu, new Share(ns, 0, 0, 0));
            if (ns > 0) {
                threads.merge(thread, ThreadUse.ofTime(ns), ThreadUse::plus);
            }
        }
    }

    private void addMigrations(CpuUsage before, CpuUsage value) {
        value.placements().forEach((tid, right) -> {
            Placement left = before.placements().get(tid);
            if (left != null && left.isMigrationTo(right)) {
                threads.merge(new ThreadName(tid, right.firstComm()), new ThreadUse(0, 1, 0), ThreadUse::plus);
            }
        });
    }

    Share total() {
        return cpus.values().stream().reduce(Share.NONE, Share::plus);
    }

    long migrations() {
        return threads.values().stream().mapToLong(ThreadUse::migrations).sum();
    }

    /** {@return the threads, those with most time first} */
    List<ThreadName> byTime() {
        return Ranking.largestFirst(threads.entrySet(), row -> row.getValue().cpuNs()).stream().map(Map.Entry::getKey)
                .toList();
    }

    ThreadUse use(ThreadName thread) {
        return threads.getOrDefault(thread, ThreadUse.NONE);
    }
}
