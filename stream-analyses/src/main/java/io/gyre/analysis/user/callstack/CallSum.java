package io.gyre.analysis.user.callstack;

import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.LowestKeys;
import io.gyre.analysis.user.address.Address;
import io.gyre.analysis.user.address.Mappings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Figures being put together, from the calls of a stretch of time or from those of two that are adjacent. */
final class CallSum {
    private final TreeMap<Address, FunctionUse> functions = new TreeMap<>();
    private final TreeMap<Base, CallNode> trees = new TreeMap<>();
    private final TreeMap<ThreadId, StackEnds> stacks = new TreeMap<>();
    private Mappings mappings = Mappings.NONE;
    private FunctionUse otherFunctions = FunctionUse.NONE;
    private long otherCalls;
    private long otherSelfNs;
    private long unbegun;
    private long unended;
    private long withoutExit;

    /** Adds all that adds up; where trees stand is the caller's matter. */
    void addCounts(CallFigures figures) {
        figures.functions().forEach((function, use) -> functions.merge(function, use, FunctionUse::plus));
        otherFunctions = otherFunctions.plus(figures.otherFunctions());
        otherCalls += figures.otherCalls();
        otherSelfNs += figures.otherSelfNs();
        unbegun += figures.unbegun();
        unended += figures.unended();
        withoutExit += figures.withoutExit();
        mappings(figures.mappings());
    }

    void function(Address function, FunctionUse use) {
        functions.merge(function, use, FunctionUse::plus);
    }

    CallNode tree(Base base) {
        return trees.computeIfAbsent(base, _ -> CallNode.root());
    }

    /** {@return the place of a stack's uppermost frame} */
    CallNode place(Base base, List<Frame> frames) {
        CallNode node = tree(base);
        for (Frame frame : frames) {
            node = node.child(frame.address());
        }
        return node;
    }

    /** Counts the end of the uppermost of some frames. */
    void ended(ThreadId thread, Base base, List<Frame> frames, long endNs) {
        Frame frame = frames.getLast();
        long ns = Math.max(0, endNs - frame.beginNs());
        long selfNs = ns - frame.childNs();
        place(base, frames).ended(1, selfNs);
        function(new Address(thread.vpid(), frame.address()), new FunctionUse(Durations.of(ns), selfNs));
    }

    void unbegun() {
        unbegun++;
    }

    void unended(int frames) {
        unended += frames;
    }

    void withoutExit(long calls) {
        withoutExit += calls;
    }

    void stack(ThreadId thread, StackEnds ends) {
        if (!ends.isUntouched()) {
            stacks.put(thread, ends);
        }
    }

    void mappings(Mappings more) {
        mappings = mappings.followedBy(more);
    }

    CallFigures figures(boolean passes) {
        FunctionUse others = LowestKeys.cut(functions, CallFigures.MOST_FUNCTIONS, otherFunctions, FunctionUse::plus);
        LowestKeys.cut(stacks, CallFigures.MOST_THREADS, StackEnds.UNTOUCHED, (kept, _) -> kept);
        var kept = new TreeMap<Base, CallNode>();
        var pruning = new Pruning(CallFigures.MOST_NODES);
        for (Map.Entry<Base, CallNode> tree : trees.entrySet()) {
            CallNode root = CallNode.root();
            pruning.copy(tree.getValue(), root);
            if (!root.children().isEmpty()) {
                kept.put(tree.getKey(), root);
            }
        }
        return new CallFigures(LowestKeys.fixed(functions), others, LowestKeys.fixed(kept),
                otherCalls + pruning.calls, otherSelfNs + pruning.selfNs, unbegun, unended, withoutExit, passes,
                LowestKeys.fixed(stacks), mappings);
    }

    /** Keeps the first nodes of some trees, and leaves out those on which nothing has ended. */
    private static final class Pruning {
        private int left;
        private long calls;
        private long selfNs;

        Pruning(int most) {
            this.left = most;
        }

        void copy(CallNode from, CallNode to) {
            for (CallNode child : from.children()) {
                if (!holdsAny(child)) {
                    continue;
                }
                if (left > 0) {
                    left--;
                    CallNode kept = to.child(child.address());
                    kept.ended(child.calls(), child.selfNs());
                    copy(child, kept);
                } else {
                    drop(child);
                }
            }
        }

        private static boolean holdsAny(CallNode node) {
            return node.calls() > 0 || node.children().stream().anyMatch(Pruning::holdsAny);
        }

        private void drop(CallNode node) {
            calls += node.calls();
            selfNs += node.selfNs();
            node.children().forEach(this::drop);
        }
    }
}
