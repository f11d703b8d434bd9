package io.gyre.ctf.filter;

import io.gyre.ctf.layout.Instruction;
import io.gyre.ctf.read.FieldNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How far into an event a filter has to look. */
public final class FilterPrefix {
    private FilterPrefix() {}

    /** {@return how many instructions, from the first, read all that a filter needs} */
    public static int length(EventFilter filter, List<Instruction> instructions) {
        Set<FieldNode> roots = new HashSet<>();
        for (FieldAccess access : filter.accesses()) {
            if (access instanceof FieldAccess.OfField field) {
                roots.add(field.root());
            }
        }
        int length = 0;
        for (int i = 0; i < instructions.size() && !roots.isEmpty(); i++) {
            if (instructions.get(i) instanceof Instruction.OfField field && roots.remove(field.node())) {
                length = field instanceof Instruction.Begin begin ? begin.end() + 1 : i + 1;
            }
        }
        while (length > 0 && length < instructions.size()
                && (instructions.get(length) instanceof Instruction.Save
                        || instructions.get(length) instanceof Instruction.TakeRole)) {
            length++;
        }
        return length;
    }
}
