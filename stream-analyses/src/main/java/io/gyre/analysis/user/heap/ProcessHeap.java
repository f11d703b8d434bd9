package io.gyre.analysis.user.heap;

import io.gyre.analysis.figures.FixedMap;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * What a stretch of time tells of one process.
 *
 * <p>An unmatched free takes away a block of which only the stretch before knows the size, and so lowers all that comes after it. That is why the
 * steps between such frees are kept: when the sizes turn up, the peak is exact.
 *
 * <p>A free belongs to the latest allocation of its address that is not freed yet, as closing brackets do to opening ones. It matters where
 * {@code realloc} tells of a block that it moved away after another thread has already got the address.
 *
 * @param frees whose allocation is in the stretch before; the first {@value HeapUse#MOST_FREES}
 * @param first from the last of these, to the end or to the first restart
 * @param isRestarted whether a program began in the stretch, so that nothing from before it is alive at the end
 * @param endedPeak the most that a program had that began and ended in the stretch
 * @param last since the last restart
 * @param blocks alive at the end, by address, the latest of each last
 */
record ProcessHeap(HeapCounts counts, ProcessName name, List<OpenFree> frees, Step first, boolean isRestarted,
        long endedPeak, Step last, SortedMap<Long, List<Block>> blocks) {

    static final ProcessHeap NONE = of(false, Step.NONE, Collections.emptySortedMap());
    static final ProcessHeap RESTART = of(true, Step.NONE, Collections.emptySortedMap());

    ProcessHeap {
        frees = List.copyOf(frees);
        blocks = FixedMap.of(blocks);
    }

    private static ProcessHeap of(boolean isRestarted, Step last, SortedMap<Long, List<Block>> blocks) {
        return new ProcessHeap(HeapCounts.NONE, ProcessName.NONE, List.of(), Step.NONE, isRestarted, 0, last, blocks);
    }

    /** {@return what is alive, for what follows to go on with}; of a process whose beginning is known. */
    ProcessHeap opens() {
        return new ProcessHeap(HeapCounts.NONE, name, List.of(), Step.NONE, true, 0, last.end(), blocks);
    }

    /** {@return the most at any time}; of a process whose beginning is known. */
    long peakBytes() {
        return Math.max(endedPeak, Math.max(first.peakBytes(), last.peakBytes()));
    }

    long blockCount() {
        return blocks.values().stream().mapToLong(List::size).sum();
    }

    long blockBytes() {
        return blocks.values().stream().flatMap(List::stream).mapToLong(Block::bytes).sum();
    }
}
