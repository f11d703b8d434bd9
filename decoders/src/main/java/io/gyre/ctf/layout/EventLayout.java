package io.gyre.ctf.layout;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.read.FieldNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The instructions of an event record after its header: common context, specific context and payload, as far as the class has
 * them, one list for all.
 *
 * @param slotCount how many slots these instructions and the scopes before them use
 * @param roots the scopes' trees
 */
public record EventLayout(EventRecordClass eventClass, List<Instruction> instructions, int slotCount,
        Map<Scope, FieldTree> roots) {
    public EventLayout {
        instructions = List.copyOf(instructions);
        roots = Map.copyOf(roots);
    }

    /** {@return the node of a field}, given the index of the member at each level of nested structures. */
    public FieldNode node(Scope scope, List<Integer> members) {
        FieldTree tree = Objects.requireNonNull(roots.get(scope));
        for (int member : members) {
            tree = tree.children().get(member);
        }
        return tree.node();
    }
}
