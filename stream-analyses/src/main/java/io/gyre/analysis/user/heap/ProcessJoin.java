package io.gyre.analysis.user.heap;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Two adjacent stretches of time of one process being joined. */
final class ProcessJoin {
    private final ProcessHeap left;
    private final ProcessHeap right;
    private final TreeMap<Long, List<Block>> blocks;
    private final List<OpenFree> open;
    private HeapCounts counts;
    private Step step;

    ProcessJoin(ProcessHeap left, ProcessHeap right) {
        this.left = left;
        this.right = right;
        this.blocks = new TreeMap<>(left.blocks());
        this.open = new ArrayList<>(left.frees());
        this.counts = left.counts().plus(right.counts());
        this.step = left.isRestarted() ? left.last() : left.first();
    }

    ProcessHeap joined() {
        for (OpenFree free : right.frees()) {
            step = step.freed(0, free.before());
            free(free.address());
        }
        step = step.freed(0, right.first());
        long endedPeak = Math.max(left.endedPeak(), right.endedPeak());
        Step first = left.isRestarted() ? left.first() : step;
        Step last = left.isRestarted() ? step : Step.NONE;
        if (right.isRestarted()) {
            abandon();
            if (left.isRestarted()) {
                endedPeak = Math.max(endedPeak, step.peakBytes());
            }
            last = right.last();
        }
        right.blocks().forEach((address, more) -> blocks.merge(address, more, ProcessJoin::concat));
        return new ProcessHeap(counts, left.name().followedBy(right.name()), open, first,
                left.isRestarted() || right.isRestarted(), endedPeak, last, blocks);
    }

    private void free(long address) {
        List<Block> at = blocks.get(address);
        if (at != null) {
            Block block = at.getLast();
            if (at.size() == 1) {
                blocks.remove(address);
            } else {
                blocks.put(address, at.subList(0, at.size() - 1));
            }
            counts = counts.plus(HeapCounts.freed(block));
            step = step.freed(block.bytes(), Step.NONE);
        } else if (!left.isRestarted() && open.size() < HeapUse.MOST_FREES) {
            open.add(new OpenFree(step, address));
            step = Step.NONE;
        }
    }

    private void abandon() {
        long bytes = 0;
        long count = 0;
        for (List<Block> at : blocks.values()) {
            for (Block block : at) {
                bytes += block.bytes();
            }
            count += at.size();
        }
        counts = counts.plus(HeapCounts.abandoned(count, bytes));
        blocks.clear();
    }

    private static List<Block> concat(List<Block> earlier, List<Block> later) {
        var both = new ArrayList<>(earlier);
        both.addAll(later);
        return List.copyOf(both);
    }
}
