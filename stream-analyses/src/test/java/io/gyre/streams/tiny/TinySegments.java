package io.gyre.streams.tiny;

import io.gyre.streams.decode.SegmentFetcher;
import io.gyre.streams.decode.SegmentLostException;
import io.gyre.wire.SegmentRef;
import java.util.Map;
import java.util.TreeMap;

/** A segments topic in memory, of one partition. */
public final class TinySegments implements SegmentFetcher {
    private final Map<Long, byte[]> values = new TreeMap<>();
    private int fetches;

    public synchronized long add(byte[] value) {
        long offset = values.size() * 7L;
        values.put(offset, value);
        return offset;
    }

    /** Flips a bit in the middle. */
    public synchronized void flipBit(long offset) {
        byte[] value = values.getOrDefault(offset, new byte[0]);
        value[value.length / 2] ^= 4;
    }

    public synchronized void delete(long offset) {
        values.put(offset, new byte[0]);
    }

    @Override
    public synchronized byte[] fetch(SegmentRef segment) throws SegmentLostException {
        fetches++;
        byte[] value = values.get(segment.offset());
        if (value == null || value.length == 0) {
            throw new SegmentLostException(nameOf(segment) + " was deleted");
        }
        return value.clone();
    }

    public synchronized int fetches() {
        return fetches;
    }

    @Override
    public String nameOf(SegmentRef segment) {
        return "gyre.segments-0@" + segment.offset();
    }

    @Override
    public void close() {}
}
