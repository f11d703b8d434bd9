package io.gyre.analysis.user.callstack;

import io.gyre.analysis.user.address.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Stacks with the time spent in their uppermost function, in the collapsed format that flame graph tools read:
 * {@code main;parse;read 1234}, in nanoseconds.
 */
final class FoldedStacks {
    private final Names names;
    private final List<Stack> stacks = new ArrayList<>();

    record Stack(String frames, long selfNs, long calls) {
        private static final Comparator<Stack> LARGEST_FIRST = Comparator.comparingLong(Stack::selfNs).reversed()
                .thenComparing(Stack::frames).thenComparingLong(Stack::calls);
    }

    private FoldedStacks(Names names) {
        this.names = names;
    }

    /** {@return the stacks, those with the most time first} */
    static List<Stack> of(CallFigures figures, Names names) {
        var folded = new FoldedStacks(names);
        figures.trees().forEach((base, root) -> {
            String below = names.process(base.vpid()) + (base.isBottom() ? "" : ";[before]");
            root.children().forEach(child -> folded.walk(base.vpid(), below, child));
        });
        folded.stacks.sort(Stack.LARGEST_FIRST);
        return folded.stacks;
    }

    private void walk(int vpid, String below, CallNode node) {
        String frames = below + ";" + names.name(vpid, node.address());
        if (node.calls() > 0) {
            stacks.add(new Stack(frames, node.selfNs(), node.calls()));
        }
        node.children().forEach(child -> walk(vpid, frames, child));
    }
}
