package io.gyre.analysis.kernel.locks;

import io.gyre.analysis.figures.Ranking;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A futex and all threads of the process that used it.
 *
 * @param place the process and the address
 * @param threads by thread id
 */
record Futex(FutexOf place, FutexUse total, SortedMap<Integer, FutexUse> threads) {
    static Futex of(FutexOf place, SortedMap<Integer, FutexUse> threads) {
        return new Futex(place, threads.values().stream().reduce(FutexUse.NONE, FutexUse::plus), threads);
    }

    long waiters() {
        return threads.values().stream().filter(use -> !use.waits().isNone()).count();
    }

    /** {@return the threads that woke others, those that woke most first} */
    List<Integer> wakers() {
        return Ranking.largestFirst(threads.entrySet(), row -> row.getValue().woken()).stream()
                .filter(row -> row.getValue().woken() > 0).map(Map.Entry::getKey).toList();
    }

    /** {@return the address as tracers print it}: {@code 0x7fe8297ed5e0} */
    static String text(long address) {
        return "0x" + Long.toHexString(address);
    }
}
