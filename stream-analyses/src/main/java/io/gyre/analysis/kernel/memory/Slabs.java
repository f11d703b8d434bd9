package io.gyre.analysis.kernel.memory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;

/**
 * Memory of the kernel's own: {@code kmalloc} and {@code kmem_cache_alloc}.
 *
 * @param requested bytes that were asked for
 * @param allocated bytes that these took
 * @param freedBytes of those frees whose allocation is in the trace; the kernel does not say the others' size
 * @param sizedFrees how many these are
 */
public record Slabs(long allocations, long requested, long allocated, long frees, long sizedFrees, long freedBytes) {

    static final Slabs NONE = new Slabs(0, 0, 0, 0, 0, 0);

    /** {@return what is added when the allocation of a free turns up} */
    static Slabs sized(long bytes) {
        return new Slabs(0, 0, 0, 0, 1, bytes);
    }

    Slabs plus(Slabs other) {
        return new Slabs(allocations + other.allocations, requested + other.requested, allocated + other.allocated,
                frees + other.frees, sizedFrees + other.sizedFrees, freedBytes + other.freedBytes);
    }

    ObjectNode json(ObjectNode node) {
        return node.put("kmem_allocations", allocations).put("kmem_requested_bytes", requested)
                .put("kmem_allocated_bytes", allocated).put("kmem_frees", frees)
                .put("kmem_frees_of_known_size", sizedFrees).put("kmem_freed_bytes", freedBytes);
    }

    void write(PartialOutput out) {
        for (long value : new long[]{ allocations, requested, allocated, frees, sizedFrees, freedBytes}) {
            out.writeUnsigned(value);
        }
    }

    static Slabs read(PartialInput in) throws PartialFormatException {
        return new Slabs(in.readUnsigned(), in.readUnsigned(), in.readUnsigned(), in.readUnsigned(),
                in.readUnsigned(), in.readUnsigned());
    }
}
