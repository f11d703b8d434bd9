package io.gyre.analysis.line;

import io.gyre.ctf.read.StreamInfo;
import java.util.Comparator;

/**
 * Which data stream of a session line, the same in all chunks.
 *
 * @param dataStreamId -1 when the trace does not number its streams; then the name tells
 */
public record StreamKey(String tracePath, long dataStreamClassId, long dataStreamId,
        String name) implements Comparable<StreamKey> {

    private static final Comparator<StreamKey> ORDER = Comparator.comparing(StreamKey::tracePath)
            .thenComparingLong(StreamKey::dataStreamClassId).thenComparingLong(StreamKey::dataStreamId)
            .thenComparing(StreamKey::name);

    public static StreamKey of(StreamInfo stream) {
        Long id = stream.dataStreamId();
        return new StreamKey(stream.tracePath(), stream.dataStreamClass().id(), id == null ? -1 : id,
                id == null ? stream.name() : "");
    }

    @Override
    public int compareTo(StreamKey other) {
        return ORDER.compare(this, other);
    }
}
