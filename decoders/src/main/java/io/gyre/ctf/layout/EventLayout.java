package io.gyre.ctf.layout;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.read.FieldNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

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

    /** {@return the bits that every event of this class takes after its header, when they are the same for all} */
    public OptionalLong fixedBits() {
        long bits = 0;
        for (Instruction instruction : instructions) {
            boolean further = instruction instanceof Instruction.Require && bits != 0;
            boolean counted = instruction instanceof Instruction.BeginStaticArray array
                    && !(array.elementSize() instanceof Instruction.ElementSize.Fixed size && size.bits() > 0);
            if (further || counted || instruction instanceof Instruction.OfUnknownSize) {
                return OptionalLong.empty();
            }
            if (instruction instanceof Instruction.Require require) {
                bits = require.bits();
            }
        }
        return OptionalLong.of(bits);
    }
}
