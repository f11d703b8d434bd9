package io.gyre.analysis.user.callstack;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.FixedMap;
import io.gyre.analysis.user.address.Address;
import io.gyre.analysis.user.address.Mappings;
import java.util.List;
import java.util.TreeMap;

/** How {@link CallFigures} are stored: trees in depth-first order, each node with the number of its children. */
final class CallEncoding {
    private CallEncoding() {}

    static void write(CallFigures figures, PartialOutput out) {
        out.writeUnsigned(figures.functions().size());
        figures.functions().forEach((function, use) -> {
            function.write(out);
            write(use, out);
        });
        write(figures.otherFunctions(), out);
        out.writeUnsigned(figures.trees().size());
        figures.trees().forEach((base, root) -> {
            out.writeSigned(base.vpid());
            out.writeSigned(base.vtid());
            out.writeSigned(base.depth());
            writeChildren(root, out);
        });
        out.writeUnsigned(figures.otherCalls());
        out.writeSigned(figures.otherSelfNs());
        out.writeUnsigned(figures.unbegun());
        out.writeUnsigned(figures.unended());
        out.writeUnsigned(figures.withoutExit());
        out.writeFlag(figures.passes());
        out.writeUnsigned(figures.stacks().size());
        figures.stacks().forEach((thread, ends) -> {
            out.writeSigned(thread.vpid());
            out.writeSigned(thread.vtid());
            write(ends, out);
        });
        figures.mappings().write(out);
    }

    private static void write(FunctionUse use, PartialOutput out) {
        use.total().write(out);
        out.writeSigned(use.selfNs());
    }

    private static void writeChildren(CallNode node, PartialOutput out) {
        List<CallNode> children = node.children();
        out.writeUnsigned(children.size());
        for (CallNode child : children) {
            out.writeUnsigned(child.address());
            out.writeUnsigned(child.calls());
            out.writeSigned(child.selfNs());
            writeChildren(child, out);
        }
    }

    private static void write(StackEnds ends, PartialOutput out) {
        out.writeUnsigned(ends.exits().size());
        for (Exit exit : ends.exits()) {
            out.writeUnsigned(exit.address());
            out.writeSigned(exit.ns());
            out.writeSigned(exit.childNs());
        }
        out.writeSigned(ends.tailNs());
        out.writeUnsigned(ends.open().size());
        for (Frame frame : ends.open()) {
            out.writeUnsigned(frame.address());
            out.writeSigned(frame.beginNs());
            out.writeSigned(frame.childNs());
        }
    }

    static CallFigures read(PartialInput in, int version) throws PartialFormatException {
        var functions = in.readMap(4, Address::read, CallEncoding::use);
        FunctionUse others = use(in);
        var trees = new TreeMap<Base, CallNode>();
        for (int left = in.readCount(4); left > 0; left--) {
            var base = new Base(in.readInt(), in.readInt(), in.readInt());
            CallNode root = CallNode.root();
            readChildren(root, in, 0);
            trees.put(base, root);
        }
        long otherCalls = in.readUnsigned();
        long otherSelfNs = in.readSigned();
        long unbegun = in.readUnsigned();
        long unended = in.readUnsigned();
        long withoutExit = in.readUnsigned();
        boolean passes = in.readFlag();
        var stacks = in.readMap(5, from -> new ThreadId(from.readInt(), from.readInt()), CallEncoding::ends);
        Mappings mappings = mappings(in, version);
        return new CallFigures(FixedMap.of(functions), others,
                FixedMap.of(trees), otherCalls, otherSelfNs, unbegun, unended, withoutExit,
                passes,
                FixedMap.of(stacks), mappings);
    }

    private static FunctionUse use(PartialInput in) throws PartialFormatException {
        return new FunctionUse(Durations.read(in), in.readSigned());
    }

    private static void readChildren(CallNode node, PartialInput in, int depth) throws PartialFormatException {
        int count = in.readCount(4);
        if (depth >= CallNode.DEEPEST && count > 0) {
            throw new PartialFormatException(PartialFormatException.Kind.CORRUPT,
                    "a tree of calls is deeper than " + CallNode.DEEPEST);
        }
        for (int left = count; left > 0; left--) {
            CallNode child = node.child(in.readUnsigned());
            child.ended(in.readUnsigned(), in.readSigned());
            readChildren(child, in, depth + 1);
        }
    }

    private static StackEnds ends(PartialInput in) throws PartialFormatException {
        var exits = in.readList(3, from -> new Exit(from.readUnsigned(), from.readSigned(), from.readSigned()));
        long tailNs = in.readSigned();
        var open = in.readList(3, from -> new Frame(from.readUnsigned(), from.readSigned(), from.readSigned()));
        return new StackEnds(exits, tailNs, open);
    }

    /** The first version had no build ids. */
    private static Mappings mappings(PartialInput in, int version) throws PartialFormatException {
        return version == 1 ? Mappings.readWithoutBuildIds(in) : Mappings.read(in);
    }
}
