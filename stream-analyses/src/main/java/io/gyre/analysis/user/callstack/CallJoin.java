package io.gyre.analysis.user.callstack;

import java.util.TreeSet;

/** Two adjacent stretches of time being joined. */
final class CallJoin {
    private final CallFigures left;
    private final CallFigures right;
    private final CallSum sum = new CallSum();

    CallJoin(CallFigures left, CallFigures right) {
        this.left = left;
        this.right = right;
    }

    CallFigures joined() {
        sum.addCounts(left);
        sum.addCounts(right);
        left.trees().forEach((base, root) -> sum.tree(base).addAll(root));
        var threads = new TreeSet<>(left.stacks().keySet());
        threads.addAll(right.stacks().keySet());
        for (ThreadId thread : threads) {
            sum.stack(thread, new StackJoin(thread, left, right, sum).joined());
        }
        right.trees().forEach((base, root) -> moved(base).addAll(root));
        return sum.figures(left.passes() && right.passes());
    }

    /** {@return where a tree of the right stretch stands in both} */
    private CallNode moved(Base base) {
        return base.isBottom()
                ? sum.tree(base)
                : new StackJoin(base.thread(), left, right, new CallSum()).place(base.depth(), sum);
    }
}
