package io.gyre.analysis.user.callstack;

import io.gyre.analysis.figures.DurationTally;
import io.gyre.analysis.user.address.Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A thread's stack while a stretch of time is folded; allocates nothing for a call to a known place. */
final class ThreadStack {
    /** Frames beyond this depth are not followed. */
    private static final int DEEPEST = 1 << 14;
    private static final int SMALLEST = 64;

    private final ThreadId thread;
    private final List<Exit> exits = new ArrayList<>();
    private final List<CallNode> roots = new ArrayList<>();
    private long tailNs;
    private long[] beginNs = new long[SMALLEST];
    private long[] childNs = new long[SMALLEST];
    private CallNode[] places = new CallNode[SMALLEST];
    private Called[] functions = new Called[SMALLEST];
    private int depth;
    private int beyond;

    /** A function being called, in a process. */
    static final class Called {
        private final Address function;
        private final DurationTally total = new DurationTally();
        private long selfNs;

        Called(Address function) {
            this.function = function;
        }

        Address function() {
            return function;
        }

        boolean isUsed() {
            return total.count() > 0;
        }

        FunctionUse use() {
            return new FunctionUse(total.sum(), selfNs);
        }
    }

    ThreadStack(ThreadId thread) {
        this.thread = thread;
        roots.add(CallNode.root());
    }

    ThreadId thread() {
        return thread;
    }

    void enter(Called function, long ns) {
        if (depth == DEEPEST) {
            beyond++;
            return;
        }
        if (depth == beginNs.length) {
            beginNs = Arrays.copyOf(beginNs, 2 * depth);
            childNs = Arrays.copyOf(childNs, 2 * depth);
            places = Arrays.copyOf(places, 2 * depth);
            functions = Arrays.copyOf(functions, 2 * depth);
        }
        CallNode caller = depth == 0 ? roots.getLast() : places[depth - 1];
        beginNs[depth] = ns;
        childNs[depth] = 0;
        places[depth] = caller.child(function.function.address());
        functions[depth] = function;
        depth++;
    }

    /**
     * Ends the uppermost call of a function, and with it those above; all calls when there is none, since it lies below then.
     *
     * @param address 0 for the uppermost call, whatever it is
     * @return how many calls ended that have no exit of their own
     */
    int leave(long address, long ns) {
        if (beyond > 0) {
            beyond--;
            return 0;
        }
        int at = depth - 1;
        while (at >= 0 && address != 0 && functions[at].function.address() != address) {
            at--;
        }
        int before = depth;
        while (depth > Math.max(at, 0)) {
            end(ns);
        }
        if (at >= 0) {
            return before - depth - 1;
        }
        exits.add(new Exit(address, ns, tailNs));
        tailNs = 0;
        roots.add(CallNode.root());
        return before;
    }

    private void end(long ns) {
        depth--;
        long totalNs = Math.max(0, ns - beginNs[depth]);
        long selfNs = totalNs - childNs[depth];
        Called function = functions[depth];
        function.total.add(totalNs);
        function.selfNs += selfNs;
        places[depth].ended(1, selfNs);
        if (depth == 0) {
            tailNs += totalNs;
        } else {
            childNs[depth - 1] += totalNs;
        }
    }

    StackEnds ends() {
        var open = new ArrayList<Frame>();
        for (int i = 0; i < depth; i++) {
            open.add(new Frame(functions[i].function.address(), beginNs[i], childNs[i]));
        }
        return new StackEnds(exits, tailNs, open);
    }

    /** Adds the trees of calls, each on what was uppermost of the frames from before. */
    void addTrees(CallSum sum) {
        for (int i = 0; i < roots.size(); i++) {
            if (!roots.get(i).children().isEmpty()) {
                sum.tree(Base.below(thread, i)).addAll(roots.get(i));
            }
        }
    }
}
