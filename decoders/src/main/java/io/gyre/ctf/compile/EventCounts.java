package io.gyre.ctf.compile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How often a loop has met each event class.
 *
 * @param bodies by event class id; null where none has been met
 * @param counts by event class id
 */
record EventCounts(@Nullable EventBody[] bodies, int[] counts) {

    /** {@return the event classes met most often, the first one first} */
    List<DirectBody> most(int limit, int leastShare) {
        long all = IntStream.of(counts).asLongStream().sum();
        List<Integer> ids = new ArrayList<>(IntStream.range(0, counts.length)
                .filter(id -> counts[id] * 100L >= all * leastShare && bodies[id] != null).boxed().toList());
        ids.sort(Comparator.comparingInt((Integer id) -> counts[id]).reversed());
        return ids.stream().limit(limit).map(id -> DirectBody.of(id, Objects.requireNonNull(bodies[id]))).toList();
    }
}
