package io.gyre.ctf.text;

import io.gyre.ctf.read.StreamInfo;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;

/** Numbers of data streams: their own, or where the trace does not number them, how many of the trace's streams came before. */
public final class StreamNumbers {
    private final IdentityHashMap<StreamInfo, Long> numbers = new IdentityHashMap<>();
    private final Map<TraceIdentity.Key, Long> next = new HashMap<>();

    /** {@return the number of a stream} */
    public long of(StreamInfo stream) {
        Long known = numbers.get(stream);
        if (known == null) {
            long before = Objects.requireNonNull(next.merge(TraceIdentity.key(stream), 1L, Long::sum)) - 1;
            known = stream.dataStreamId() != null ? stream.dataStreamId() : (Long) before;
            numbers.put(stream, known);
        }
        return known;
    }
}
