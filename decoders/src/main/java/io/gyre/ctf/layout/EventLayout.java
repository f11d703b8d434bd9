package io.gyre.ctf.layout;

import io.gyre.ctf.model.EventRecordClass;
import java.util.List;

/**
 * The instructions of an event record after its header: common context, specific context and payload, as far as the class has
 * them, one list for all.
 *
 * @param slotCount how many slots these instructions and the scopes before them use
 */
public record EventLayout(EventRecordClass eventClass, List<Instruction> instructions, int slotCount) {
    public EventLayout {
        instructions = List.copyOf(instructions);
    }
}
