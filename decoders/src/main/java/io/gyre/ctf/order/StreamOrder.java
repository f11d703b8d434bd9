package io.gyre.ctf.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The order of streams in which events of the same time come (babeltrace2 2.1's muxer). */
final class StreamOrder {
    private static final Comparator<UUID> BYTES = Comparator
            .<UUID>comparingLong(id -> id.getMostSignificantBits() ^ Long.MIN_VALUE)
            .thenComparingLong(id -> id.getLeastSignificantBits() ^ Long.MIN_VALUE);

    private static final Comparator<StreamInput> ORDER = Comparator
            .comparing(StreamOrder::uuid, Comparator.nullsFirst(BYTES))
            .thenComparing(input -> Objects.requireNonNullElse(input.info().traceClass().name(), ""))
            .thenComparing(input -> input.info().dataStreamClass().id(), Long::compareUnsigned)
            .thenComparing(StreamOrder::streamId, Comparator.nullsFirst(Long::compareUnsigned));

    private StreamOrder() {}

    /** {@return the inputs by rank; equal ones as they were} */
    static List<StreamInput> sort(List<StreamInput> inputs) {
        var sorted = new ArrayList<>(inputs);
        sorted.sort(ORDER);
        return sorted;
    }

    private static @Nullable UUID uuid(StreamInput input) {
        return input.info().traceClass().uuid();
    }

    private static @Nullable Long streamId(StreamInput input) {
        return input.info().dataStreamId();
    }
}
