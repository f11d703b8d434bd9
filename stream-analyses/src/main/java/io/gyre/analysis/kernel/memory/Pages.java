package io.gyre.analysis.kernel.memory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;

/**
 * Pages that were allocated and freed.
 *
 * @param peak the most that the difference of the two was at any time, counted from the beginning; 0 or more
 */
public record Pages(long allocated, long freed, long peak) {

    static final Pages NONE = new Pages(0, 0, 0);

    /** {@return this and then {@code next}} */
    Pages followedBy(Pages next) {
        return new Pages(allocated + next.allocated, freed + next.freed, Math.max(peak, net() + next.peak));
    }

    long net() {
        return allocated - freed;
    }

    Pages withoutPeak() {
        return new Pages(allocated, freed, 0);
    }

    ObjectNode json(ObjectNode node) {
        return node.put("pages_allocated", allocated).put("pages_freed", freed).put("pages_net", net());
    }

    void write(PartialOutput out) {
        out.writeUnsigned(allocated);
        out.writeUnsigned(freed);
        out.writeUnsigned(peak);
    }

    static Pages read(PartialInput in) throws PartialFormatException {
        return new Pages(in.readUnsigned(), in.readUnsigned(), in.readUnsigned());
    }
}
