package io.gyre.analysis.user.callstack;

import io.gyre.analysis.primitive.LongMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function in the place where it was called from: what ended there. The root of a tree is no function. */
final class CallNode {
    /** Calls deeper than this count for the function at this depth. */
    static final int DEEPEST = 128;

    private final long address;
    private final int depth;
    private long calls;
    private long selfNs;
    private @Nullable CallNode onlyChild;
    private @Nullable LongMap<CallNode> children;

    private CallNode(long address, int depth) {
        this.address = address;
        this.depth = depth;
    }

    static CallNode root() {
        return new CallNode(0, 0);
    }

    long address() {
        return address;
    }

    long calls() {
        return calls;
    }

    long selfNs() {
        return selfNs;
    }

    void ended(long count, long ns) {
        calls += count;
        selfNs += ns;
    }

    /** {@return the node of a function called here}, made when there is none; this node itself at the greatest depth. */
    CallNode child(long callee) {
        if (depth == DEEPEST) {
            return this;
        }
        CallNode only = onlyChild;
        if (only != null && only.address == callee) {
            return only;
        }
        LongMap<CallNode> all = children;
        CallNode known = all == null ? null : all.get(callee);
        if (known == null) {
            known = new CallNode(callee, depth + 1);
            add(known);
        }
        return known;
    }

    private void add(CallNode child) {
        if (onlyChild == null) {
            onlyChild = child;
            return;
        }
        if (children == null) {
            children = new LongMap<>();
            children.put(onlyChild.address, onlyChild);
        }
        children.put(child.address, child);
    }

    /** {@return the functions called here, in the order of their addresses} */
    List<CallNode> children() {
        var sorted = new ArrayList<CallNode>();
        if (children != null) {
            children.forEach((child, _) -> sorted.add(child));
        } else if (onlyChild != null) {
            sorted.add(onlyChild);
        }
        sorted.sort(Comparator.comparing(CallNode::address, Long::compareUnsigned));
        return sorted;
    }

    /** Adds what stands on another node, but not that node itself. */
    void addAll(CallNode other) {
        for (CallNode child : other.children()) {
            CallNode same = child(child.address);
            same.ended(child.calls, child.selfNs);
            same.addAll(child);
        }
    }
}
