package io.gyre.analysis.user.heap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;

/**
 * What a process did about memory.
 *
 * @param allocations blocks that it got, also by {@code realloc}
 * @param allocatedBytes what it asked for
 * @param frees blocks that it gave back, also by {@code realloc}
 * @param knownFrees those whose allocation is in the trace; nobody tells the others' size
 * @param freedBytes of these
 * @param reallocations how many of the allocations were made by {@code realloc} of a block
 * @param failures requests that were refused
 * @param abandonedBlocks were not freed when another program took the process over ({@code exec}), or when a part of the trace is missing
 * @param untrackedBlocks too many to be kept across a cut: their frees are unknown
 */
record HeapCounts(long allocations, long allocatedBytes, long frees, long knownFrees, long freedBytes,
        long reallocations, long failures, long abandonedBlocks, long abandonedBytes, long untrackedBlocks) {

    static final HeapCounts NONE = new HeapCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    static final int FEWEST_BYTES = 10;

    /** {@return what is added when the allocation of a free turns up} */
    static HeapCounts freed(Block block) {
        return new HeapCounts(0, 0, 0, 1, block.bytes(), 0, 0, 0, 0, 0);
    }

    static HeapCounts abandoned(long blocks, long bytes) {
        return new HeapCounts(0, 0, 0, 0, 0, 0, 0, blocks, bytes, 0);
    }

    static HeapCounts untracked(long blocks) {
        return new HeapCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, blocks);
    }

    HeapCounts plus(HeapCounts other) {
        return new HeapCounts(allocations + other.allocations, allocatedBytes + other.allocatedBytes,
                frees + other.frees, knownFrees + other.knownFrees, freedBytes + other.freedBytes,
                reallocations + other.reallocations, failures + other.failures,
                abandonedBlocks + other.abandonedBlocks, abandonedBytes + other.abandonedBytes,
                untrackedBlocks + other.untrackedBlocks);
    }

    /** {@return what does not depend on which free belongs to which allocation} */
    HeapCounts withoutMatches() {
        return new HeapCounts(allocations, allocatedBytes, frees, 0, 0, reallocations, failures, 0, 0, 0);
    }

    /** {@return whether nobody allocated or freed} */
    boolean isIdle() {
        return allocations == 0 && frees == 0 && failures == 0;
    }

    ObjectNode json(ObjectNode node) {
        return node.put("allocations", allocations).put("allocated_bytes", allocatedBytes).put("frees", frees)
                .put("freed_bytes", freedBytes).put("frees_of_unknown_blocks", frees - knownFrees)
                .put("reallocations", reallocations).put("failures", failures).put("abandoned_blocks", abandonedBlocks)
                .put("abandoned_bytes", abandonedBytes).put("untracked_blocks", untrackedBlocks);
    }

    void write(PartialOutput out) {
        for (long value : new long[]{ allocations, allocatedBytes, frees, knownFrees, freedBytes, reallocations,
                failures, abandonedBlocks, abandonedBytes, untrackedBlocks}) {
            out.writeUnsigned(value);
        }
    }

    static HeapCounts read(PartialInput in) throws PartialFormatException {
        return new HeapCounts(in.readUnsigned(), in.readUnsigned(), in.readUnsigned(), in.readUnsigned(),
                in.readUnsigned(), in.readUnsigned(), in.readUnsigned(), in.readUnsigned(), in.readUnsigned(),
                in.readUnsigned());
    }
}
