package io.gyre.analysis.user.callstack;

import java.util.ArrayList;
import java.util.List;

/** A thread's stack in two adjacent stretches of time being joined. */
final class StackJoin {
    private final ThreadId thread;
    private final boolean leftPasses;
    private final boolean rightPasses;
    private final CallSum sum;
    private final StackEnds after;
    private final List<Frame> open;
    private final List<Exit> exits;
    private long tailNs;

    StackJoin(ThreadId thread, CallFigures left, CallFigures right, CallSum sum) {
        StackEnds before = left.stacks().getOrDefault(thread, StackEnds.UNTOUCHED);
        this.thread = thread;
        this.leftPasses = left.passes();
        this.rightPasses = right.passes();
        this.sum = sum;
        this.after = right.stacks().getOrDefault(thread, StackEnds.UNTOUCHED);
        this.open = new ArrayList<>(before.open());
        this.exits = new ArrayList<>(before.exits());
        this.tailNs = before.tailNs();
    }

    StackEnds joined() {
        after.exits().forEach(this::leave);
        if (rightPasses) {
            addToCaller(after.tailNs());
        } else {
            sum.unended(open.size());
            open.clear();
        }
        open.addAll(after.open());
        return new StackEnds(exits, leftPasses && rightPasses ? tailNs : 0, open);
    }

    /** {@return where that stands which the right stretch called after so many of its exits} */
    CallNode place(int exitCount, CallSum trees) {
        after.exits().subList(0, exitCount).forEach(this::leave);
        return trees.place(base(), open);
    }

    /** {@return on what the frames stand that are open} */
    private Base base() {
        return leftPasses ? Base.below(thread, exits.size()) : Base.bottom(thread);
    }

    /** As {@link ThreadStack#leave} does it. */
    private void leave(Exit exit) {
        addToCaller(exit.childNs());
        int at = open.size() - 1;
        while (at >= 0 && exit.address() != 0 && open.get(at).address() != exit.address()) {
            at--;
        }
        int before = open.size();
        while (open.size() > Math.max(at, 0)) {
            sum.ended(thread, base(), open, exit.ns());
            addToCaller(Math.max(0, exit.ns() - open.removeLast().beginNs()));
        }
        if (at >= 0) {
            sum.withoutExit(before - open.size() - 1L);
            return;
        }
        sum.withoutExit(before);
        if (leftPasses) {
            exits.add(new Exit(exit.address(), exit.ns(), tailNs));
        } else {
            sum.unbegun();
        }
        tailNs = 0;
    }

    private void addToCaller(long ns) {
        if (open.isEmpty()) {
            tailNs += ns;
        } else {
            open.add(open.removeLast().plusChild(ns));
        }
    }
}
