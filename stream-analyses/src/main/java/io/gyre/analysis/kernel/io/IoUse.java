package io.gyre.analysis.kernel.io;

import io.gyre.analysis.View;
import io.gyre.analysis.figures.FixedMap;
import io.gyre.analysis.figures.Longest;
import io.gyre.analysis.figures.MapJoin;
import io.gyre.analysis.figures.Ranking;
import io.gyre.analysis.kernel.call.End;
import io.gyre.analysis.kernel.call.Exit;
import io.gyre.analysis.kernel.call.LongCall;
import io.gyre.analysis.kernel.call.OpenCalls;
import io.gyre.analysis.kernel.file.FileOf;
import io.gyre.analysis.kernel.file.FileUse;
import io.gyre.analysis.kernel.file.Files;
import io.gyre.analysis.kernel.thread.RunningThreads;
import io.gyre.analysis.kernel.thread.ThreadNames;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Input and output: the partial of {@link IoAnalysis}.
 *
 * @param calls by name
 * @param threads by thread id; at most {@value #MOST_THREADS}, those with the lowest ids
 * @param otherThreads all other threads together
 * @param disks by device number
 * @param diskNames by device number, from the state dump
 * @param interfaces by name; of these, of disks and of open requests at most {@value #MOST} each, the first in their order
 * @param longest at most {@value #MOST_LONGEST} calls, longest first
 * @param requests the open ends of block requests
 * @param files what was moved from and to files, and what descriptors mean
 */
public record IoUse(SortedMap<String, Transfer> calls, SortedMap<Integer, Volume> threads, Volume otherThreads,
        SortedMap<Integer, Disk> disks, SortedMap<Integer, String> diskNames, SortedMap<String, Traffic> interfaces,
        List<LongCall> longest, SortedMap<Sector, Request> requests, Files files, OpenCalls open,
        RunningThreads running, ThreadNames names) {

    static final int MOST_THREADS = 1 << 13;
    static final int MOST = 1 << 12;
    static final int MOST_LONGEST = 100;

    public static final IoUse NONE = ends(Collections.emptySortedMap(), Collections.emptySortedMap(), Files.NONE,
            OpenCalls.NONE, RunningThreads.NONE, ThreadNames.NONE);
    public static final IoUse BEGIN = ends(Collections.emptySortedMap(), Collections.emptySortedMap(), Files.UNKNOWN,
            OpenCalls.NONE, RunningThreads.NONE, ThreadNames.NONE);
    public static final IoUse GAP = ends(Collections.emptySortedMap(), Collections.emptySortedMap(), Files.UNKNOWN,
            OpenCalls.GAP, RunningThreads.GAP, ThreadNames.NONE);

    public IoUse {
        calls = FixedMap.of(calls);
        threads = FixedMap.of(threads);
        disks = FixedMap.of(disks);
        diskNames = FixedMap.of(diskNames);
        interfaces = FixedMap.of(interfaces);
        longest = List.copyOf(longest);
        requests = FixedMap.of(requests);
    }

    private static IoUse ends(SortedMap<Integer, String> diskNames, SortedMap<Sector, Request> requests,
            Files files, OpenCalls open, RunningThreads running, ThreadNames names) {
        return new IoUse(Collections.emptySortedMap(), Collections.emptySortedMap(), Volume.NONE,
                Collections.emptySortedMap(), diskNames, Collections.emptySortedMap(), List.of(), requests,
                files, open, running, names);
    }

    /** {@return this and then {@code next}} */
    public IoUse followedBy(IoUse next) {
        var joined = new Joined();
        joined.add(this, tid -> tid);
        joined.add(next, running::resolve);
        OpenCalls joinedOpen = open.followedBy(next.open, running, joined::met);
        FixedMap<Sector, Request> joinedRequests = FixedMap.of(requests, next.requests, (sector, known, right) -> {
            Request left = known == null ? Request.NONE : known;
            if (right == null) {
                return kept(next.hasGap() ? Request.of(left.completions(), List.of()) : left);
            }
            Request both = left.followedBy(right,
                    (issuedNs, completion) -> joined.met(sector.device(), issuedNs, completion));
            return kept(Request.of(hasGap() ? left.completions() : both.completions(),
                    next.hasGap() ? right.issues() : both.issues()));
        });
        return joined.use(limited(joinedRequests), files.followedBy(next.files, open, running), joinedOpen,
                running.followedBy(next.running),
                names.followedBy(next.names));
    }

    private boolean hasGap() {
        return running.hasGap();
    }

    private static @Nullable Request kept(Request request) {
        return request.isNone() ? null : request;
    }

    static <K extends Comparable<K>, V> FixedMap<K, V> limited(SortedMap<K, V> map) {
        return FixedMap.of(map).lowest(MOST);
    }

    /** {@return what a stretch of time has to tell, its left ends resolved by all that was before} */
    public static IoUse resolved(View<IoUse> view) {
        IoUse before = view.before();
        IoUse after = ends(before.diskNames, before.requests, before.files.end(), before.open, before.running,
                before.names).followedBy(view.value());
        var joined = new Joined();
        joined.add(after, after.running::resolveFirst);
        return joined.use(after.requests, after.files.resolved(after.running::resolveFirst), after.open, after.running,
                after.names);
    }

    boolean isNothing() {
        return calls.isEmpty() && disks.isEmpty() && interfaces.isEmpty() && requests.isEmpty()
                && open.exits().isEmpty();
    }

    /** {@return the threads, those that moved most first} */
    List<Map.Entry<Integer, Volume>> byVolume() {
        return byVolume(threads);
    }

    /** {@return the processes, those that moved most first}; a thread whose process nobody told counts as one. */
    List<Map.Entry<Integer, Volume>> processes() {
        var processes = new TreeMap<Integer, Volume>();
        threads.forEach((tid, volume) -> processes.merge(names.process(tid), volume, Volume::plus));
        return byVolume(processes);
    }

    /** {@return the files of each process, those that most was moved from and to first} */
    List<Map.Entry<FileOf, FileUse>> byFile() {
        var byProcess = new TreeMap<FileOf, FileUse>();
        files.uses().forEach((of, use) -> byProcess.merge(new FileOf(names.process(of.tid()), of.name()), use,
                FileUse::plus));
        return Ranking.largestFirst(
                Ranking.largestFirst(byProcess.entrySet(), row -> row.getValue().calls().count()),
                row -> row.getValue().bytes());
    }

    /**
     * {@return the files of the longest calls, of those that are about one}: these are among as many longest calls that are about files, which
     * {@link #files} keeps.
     */
    Map<LongCall, String> filesOfLongest() {
        var byCall = new HashMap<LongCall, String>();
        files.longest().forEach(use -> byCall.put(use.call(), use.file()));
        return byCall;
    }

    private static List<Map.Entry<Integer, Volume>> byVolume(SortedMap<Integer, Volume> rows) {
        return Ranking.largestFirst(rows.entrySet(), row -> row.getValue().bytes());
    }

    String diskName(int device) {
        return diskNames.getOrDefault(device, Sector.deviceText(device));
    }

    /** Sums of both sides, and what the ends that meet in the middle make. */
    private static final class Joined {
        private final MapJoin<String, Transfer> calls = new MapJoin<>(Transfer::plus);
        private final MapJoin<Integer, Volume> threads = new MapJoin<>(Volume::plus);
        private Volume otherThreads = Volume.NONE;
        private final MapJoin<Integer, Disk> disks = new MapJoin<>(Disk::plus);
        private SortedMap<Integer, String> diskNames = FixedMap.empty();
        private final MapJoin<String, Traffic> interfaces = new MapJoin<>(Traffic::plus);
        private final Longest<LongCall> longest = new Longest<>(MOST_LONGEST);

        void add(IoUse use, IntUnaryOperator resolve) {
            calls.addAll(use.calls);
            threads.addAll(use.threads, resolve::applyAsInt);
            otherThreads = otherThreads.plus(use.otherThreads);
            disks.addAll(use.disks);
            diskNames = FixedMap.joined(diskNames, use.diskNames, (_, later) -> later);
            interfaces.addAll(use.interfaces);
            use.longest.forEach(call -> longest.add(call.withTid(resolve.applyAsInt(call.tid()))));
        }

        void met(End.Open entry, Exit exit) {
            Category category = Category.of(entry.call());
            if (category == null) {
                return;
            }
            long ns = Math.max(0, exit.ns() - entry.sinceNs());
            long bytes = category.countsBytes() ? Math.max(0, exit.ret()) : 0;
            boolean failed = Exit.error(exit.ret()) != 0;
            calls.add(entry.call(), Transfer.of(ns, bytes, failed));
            threads.add(exit.tid(), Volume.of(category, ns, bytes, failed));
            longest.add(new LongCall(entry.sinceNs(), exit.ns(), exit.tid(), exit.call(), exit.ret()));
        }

        void met(int device, long issuedNs, Request.Completion completion) {
            disks.add(device, Disk.of(issuedNs, completion));
        }

        IoUse use(SortedMap<Sector, Request> requests, Files files, OpenCalls open, RunningThreads running,
                ThreadNames names) {
            FixedMap<Integer, Volume> all = threads.map();
            Volume others = all.beyond(MOST_THREADS).values().stream().reduce(otherThreads, Volume::plus);
            return new IoUse(calls.map(), all.lowest(MOST_THREADS), others, limited(disks.map()), limited(diskNames),
                    limited(interfaces.map()), longest.entries(), requests, files, open, running, names);
        }
    }
}
