package io.gyre.ctf.text;

import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.read.StreamInfo;
import java.util.IdentityHashMap;
import java.util.Objects;

/** Numbers of data streams: their own, or where the trace does not number them, the next one of their class from 0. */
public final class StreamNumbers {
    private final IdentityHashMap<StreamInfo, Long> numbers = new IdentityHashMap<>();
    private final IdentityHashMap<DataStreamClass, Long> next = new IdentityHashMap<>();

    /** {@return the number of a stream} */
    public long of(StreamInfo stream) {
        Long known = stream.dataStreamId() != null ? stream.dataStreamId() : numbers.get(stream);
        if (known == null) {
            known = Objects.requireNonNull(next.merge(stream.dataStreamClass(), 1L, Long::sum)) - 1;
            numbers.put(stream, known);
        }
        return known;
    }
}
