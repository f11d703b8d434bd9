package io.gyre.ctf.layout;

import io.gyre.ctf.read.FieldNode;
import java.util.List;

/** The instructions of a packet header, packet context or event record header. */
public record ScopeLayout(FieldNode root, List<Instruction> instructions) {
    public ScopeLayout {
        instructions = List.copyOf(instructions);
    }
}
