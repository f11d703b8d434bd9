package io.gyre.analysis.user.heap;

import io.gyre.analysis.View;
import io.gyre.analysis.figures.FixedMap;
import io.gyre.analysis.figures.LowestKeys;
import io.gyre.analysis.user.address.Address;
import io.gyre.analysis.user.address.Mappings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Memory of programs: the partial of {@link HeapAnalysis}.
 *
 * @param processes by {@code vpid}; at most {@value #MOST_PROCESSES}, the lowest
 * @param others all other processes together, whose frees are not matched
 * @param sites by the place of the call, where that is recorded; at most {@value #MOST_SITES}, the lowest
 * @param otherSites all other places together
 * @param restartsAll whether a part of the stretch is unknown, so that no process is known to be the one from before
 */
record HeapUse(SortedMap<Integer, ProcessHeap> processes, HeapCounts others, SortedMap<Address, Site> sites,
        Site otherSites, Mappings mappings, boolean restartsAll) {

    static final int MOST_PROCESSES = 4096;
    static final int MOST_SITES = 4096;
    /** Of one process. */
    static final int MOST_FREES = 1 << 16;
    /** Of all processes together: those of the lowest processes and addresses. */
    static final int MOST_BLOCKS = 1 << 17;

    static final HeapUse NONE = ends(new TreeMap<>(), Mappings.NONE, false);
    static final HeapUse GAP = ends(new TreeMap<>(), Mappings.NONE, true);

    HeapUse {
        processes = FixedMap.of(processes);
        sites = FixedMap.of(sites);
    }

    private static HeapUse ends(TreeMap<Integer, ProcessHeap> processes, Mappings mappings, boolean restartsAll) {
        return new HeapUse(processes, HeapCounts.NONE, new TreeMap<>(), Site.NONE, mappings, restartsAll);
    }

    /**
     * {@return these, as many as there is room for}
     *
     * @param processes is changed, as is {@code sites}
     */
    static HeapUse of(TreeMap<Integer, ProcessHeap> processes, HeapCounts others, TreeMap<Address, Site> sites,
            Site otherSites, Mappings mappings, boolean restartsAll) {
        HeapCounts rest = others;
        while (processes.size() > MOST_PROCESSES) {
            rest = rest.plus(processes.pollLastEntry().getValue().counts().withoutMatches());
        }
        limitBlocks(processes);
        Site restOfSites = LowestKeys.cut(sites, MOST_SITES, otherSites, Site::plus);
        return new HeapUse(processes, rest, sites, restOfSites, mappings, restartsAll);
    }

    private static void limitBlocks(TreeMap<Integer, ProcessHeap> processes) {
        int room = MOST_BLOCKS;
        for (Map.Entry<Integer, ProcessHeap> entry : processes.entrySet()) {
            ProcessHeap process = entry.getValue();
            if (process.blocks().size() > room) {
                entry.setValue(withRoomFor(process, room));
            }
            room -= entry.getValue().blocks().size();
        }
    }

    private static ProcessHeap withRoomFor(ProcessHeap process, int addresses) {
        var kept = new TreeMap<>(process.blocks());
        long dropped = 0;
        while (kept.size() > addresses) {
            dropped += kept.pollLastEntry().getValue().size();
        }
        return new ProcessHeap(process.counts().plus(HeapCounts.untracked(dropped)), process.name(), process.frees(),
                process.first(), process.isRestarted(), process.endedPeak(), process.last(), kept);
    }

    /** {@return this and then {@code next}} */
    HeapUse followedBy(HeapUse next) {
        var joined = new TreeMap<Integer, ProcessHeap>();
        var all = new TreeSet<>(processes.keySet());
        all.addAll(next.processes.keySet());
        for (int vpid : all) {
            ProcessHeap left = processes.get(vpid);
            ProcessHeap right = next.processes.get(vpid);
            joined.put(vpid, right == null && !next.restartsAll && left != null
                    ? left
                    : new ProcessJoin(orUntold(left, restartsAll), orUntold(right, next.restartsAll)).joined());
        }
        return of(joined, others.plus(next.others),
                new TreeMap<>(LowestKeys.sum(sites, next.sites, Site::plus)), otherSites.plus(next.otherSites),
                mappings.followedBy(next.mappings), restartsAll || next.restartsAll);
    }

    /** {@return what a stretch tells of a process that it does not name} */
    private static ProcessHeap orUntold(@Nullable ProcessHeap process, boolean restarts) {
        return process != null ? process : restarts ? ProcessHeap.RESTART : ProcessHeap.NONE;
    }

    /**
     * {@return the processes that a stretch of time tells of, with what they have from before it}; not those that neither allocated nor freed in
     * it.
     */
    static HeapUse shown(View<HeapUse> view) {
        // Before a line there is nothing.
        HeapUse before = view.afterNs() == Long.MIN_VALUE ? GAP : view.before().opens();
        HeapUse all = before.followedBy(view.value());
        var told = new TreeMap<Integer, ProcessHeap>();
        view.value().processes.forEach((vpid, process) -> {
            ProcessHeap known = all.processes.get(vpid);
            if (known != null && !process.counts().isIdle()) {
                told.put(vpid, known);
            }
        });
        return new HeapUse(told, all.others, all.sites, all.otherSites, all.mappings, all.restartsAll);
    }

    private HeapUse opens() {
        var open = new TreeMap<Integer, ProcessHeap>();
        processes.forEach((vpid, process) -> open.put(vpid, process.opens()));
        return ends(open, mappings, true);
    }

    boolean isNothing() {
        return others.isIdle() && processes.values().stream().allMatch(process -> process.counts().isIdle());
    }

    HeapCounts total() {
        return processes.values().stream().map(ProcessHeap::counts).reduce(others, HeapCounts::plus);
    }

    /** {@return what is alive at the end, alike blocks of a process and site together} */
    List<Leak> alive() {
        var leaks = new ArrayList<Leak>();
        processes.forEach((vpid, process) -> {
            var counts = new TreeMap<Leak, Long>();
            process.blocks().values().stream().flatMap(List::stream)
                    .forEach(block -> counts.merge(new Leak(vpid, block.site(), block.bytes(), 0), 1L, Long::sum));
            counts.forEach((leak, blocks) -> leaks.add(new Leak(leak.vpid(), leak.site(), leak.bytesEach(), blocks)));
        });
        leaks.sort(Leak.LARGEST_FIRST);
        return leaks;
    }

    /** {@return what is alive at the end, by the place of the call} */
    SortedMap<Address, Site> aliveBySite() {
        var sums = new TreeMap<Address, Site>();
        alive().forEach(leak -> sums.merge(new Address(leak.vpid(), leak.site()),
                new Site(leak.blocks(), leak.bytes()), Site::plus));
        return sums;
    }
}
