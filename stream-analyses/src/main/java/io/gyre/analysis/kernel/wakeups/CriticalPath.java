package io.gyre.analysis.kernel.wakeups;

import io.gyre.analysis.kernel.away.Away;
import io.gyre.analysis.kernel.thread.Tids;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a thread waited for in the end: walked backwards from the end of the time. While the thread was blocked, the path goes on in the one
 * that woke it, back to when it was blocked; and so on. Only the blocked stretches that {@link Wakeups#longest} keeps are followed; shorter ones
 * belong to the running before them.
 */
public final class CriticalPath {
    private static final int MOST_STEPS = 4096;
    private static final int DEEPEST = 64;

    private final Map<Integer, List<Away>> byThread = new HashMap<>();
    /** Latest first. */
    private final List<Step> steps = new ArrayList<>();

    /** What a part of the path is. */
    public enum Kind {
        /** On a CPU, or off it for a short time. */
        RUNS("runs"),
        /** Woken, but not yet on a CPU. */
        WAITS("waits for a CPU"),
        /** Blocked, and an interrupt, or something unknown, ended it. */
        BLOCKED("blocked");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** A part of the path. */
    public record Step(int tid, Kind kind, long fromNs, long toNs) {
        public long lengthNs() {
            return toNs - fromNs;
        }
    }

    private CriticalPath(List<Away> stretches) {
        stretches.forEach(away -> byThread.computeIfAbsent(away.tid(), any -> new ArrayList<>()).add(away));
        byThread.values().forEach(list -> list.sort((a, b) -> Long.compare(b.toNs(), a.toNs())));
    }

    /** {@return the path of a thread, earliest first; at most 4096 steps, those that come last} */
    public static List<Step> of(List<Away> stretches, int tid, long fromNs, long toNs) {
        var path = new CriticalPath(stretches);
        path.walk(tid, fromNs, toNs, 0);
        Collections.reverse(path.steps);
        return List.copyOf(path.steps);
    }

    private void walk(int tid, long fromNs, long toNs, int depth) {
        long untilNs = toNs;
        for (Away away : byThread.getOrDefault(tid, List.of())) {
            long leftNs = Math.max(fromNs, away.leave().ns());
            if (leftNs >= untilNs || away.toNs() <= fromNs) {
                continue;
            }
            long onNs = Math.clamp(away.toNs(), leftNs, untilNs);
            long wokenNs = Math.clamp(away.waitsFromNs(), leftNs, onNs);
            add(tid, Kind.RUNS, onNs, untilNs);
            add(tid, Kind.WAITS, wokenNs, onNs);
            int by = away.woken().isNot() ? Tids.UNKNOWN : away.woken().by();
            if (by > Tids.IDLE && by != tid && depth < DEEPEST) {
                walk(by, leftNs, wokenNs, depth + 1);
            } else {
                add(tid, Kind.BLOCKED, leftNs, wokenNs);
            }
            untilNs = leftNs;
        }
        add(tid, Kind.RUNS, fromNs, untilNs);
    }

    private void add(int tid, Kind kind, long fromNs, long toNs) {
        if (toNs > fromNs && steps.size() < MOST_STEPS) {
            steps.add(new Step(tid, kind, fromNs, toNs));
        }
    }
}
