package io.gyre.ctf.order;

import java.util.List;

/** A binary heap of streams by the time of what they bring next, then by rank. */
final class HeadQueue {
    private final List<StreamHead> all;
    private final StreamHead[] heap;
    private int size;

    HeadQueue(List<StreamHead> all) {
        this.all = all;
        this.heap = new StreamHead[all.size()];
    }

    /** Takes in all streams that are not at their end. */
    void fill() {
        for (StreamHead head : all) {
            if (!head.isAtEnd()) {
                heap[size] = head;
                size++;
            }
        }
        for (int i = size / 2 - 1; i >= 0; i--) {
            siftDown(i);
        }
    }

    void clear() {
        size = 0;
    }

    boolean isEmpty() {
        return size == 0;
    }

    StreamHead first() {
        return heap[0];
    }

    /** {@return the last time up to which the first stream has its turn before any other} */
    long turnOfFirst(long limitNs) {
        long turn = limitNs;
        for (int i = 1; i <= 2 && i < size; i++) {
            StreamHead other = heap[i];
            // A stream of higher rank is first only when its time is earlier, so that this is no overflow.
            turn = Math.min(turn, first().rank() < other.rank() ? other.timeNs() : other.timeNs() - 1);
        }
        return turn;
    }

    /** Puts the first stream where it now belongs. */
    void update() {
        if (first().isAtEnd()) {
            size--;
            heap[0] = heap[size];
        }
        if (size > 1) {
            siftDown(0);
        }
    }

    private void siftDown(int from) {
        StreamHead moving = heap[from];
        int at = from;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && heap[child + 1].isBefore(heap[child])) {
                child++;
            }
            if (!heap[child].isBefore(moving)) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = moving;
    }
}
