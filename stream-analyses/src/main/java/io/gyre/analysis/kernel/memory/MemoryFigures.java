package io.gyre.analysis.kernel.memory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;

/**
 * What one thread, or several together, did about memory.
 *
 * @param userFaults page faults in user mode
 * @param kernelFaults page faults in the kernel
 */
public record MemoryFigures(Pages pages, Slabs slabs, long userFaults, long kernelFaults) {

    static final MemoryFigures NONE = new MemoryFigures(Pages.NONE, Slabs.NONE, 0, 0);
    static final int FEWEST_BYTES = 11;

    /** {@return this and then {@code next}} */
    MemoryFigures followedBy(MemoryFigures next) {
        return new MemoryFigures(pages.followedBy(next.pages), slabs.plus(next.slabs), userFaults + next.userFaults,
                kernelFaults + next.kernelFaults);
    }

    /** {@return both, which went on at the same time, so that nobody knows their peak} */
    MemoryFigures beside(MemoryFigures other) {
        return followedBy(other).withoutPeak();
    }

    MemoryFigures withoutPeak() {
        return new MemoryFigures(pages.withoutPeak(), slabs, userFaults, kernelFaults);
    }

    ObjectNode json(ObjectNode node) {
        slabs.json(pages.json(node));
        return node.put("user_faults", userFaults).put("kernel_faults", kernelFaults);
    }

    void write(PartialOutput out) {
        pages.write(out);
        slabs.write(out);
        out.writeUnsigned(userFaults);
        out.writeUnsigned(kernelFaults);
    }

    static MemoryFigures read(PartialInput in) throws PartialFormatException {
        return new MemoryFigures(Pages.read(in), Slabs.read(in), in.readUnsigned(), in.readUnsigned());
    }
}
