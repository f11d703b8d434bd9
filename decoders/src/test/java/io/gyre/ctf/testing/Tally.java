package io.gyre.ctf.testing;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.SilentVisitor;
import io.gyre.ctf.read.StreamInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts events by name, and checks that their times never go back. */
public final class Tally extends SilentVisitor {
    private final Map<String, Long> counts = new HashMap<>();
    private long events;
    private long backward;
    private long firstNs;
    private long lastNs;

    @Override
    public void beginEvent(StreamInfo stream, PacketHeader packet, EventRecordClass eventClass, long cycles,
            long timestampNs) {
        counts.merge(eventClass.name(), 1L, Long::sum);
        if (events == 0) {
            firstNs = timestampNs;
        } else if (timestampNs < lastNs) {
            backward++;
        }
        lastNs = timestampNs;
        events++;
    }

    public Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    public long events() {
        return events;
    }

    /** {@return how many events came earlier than the one before them} */
    public long backward() {
        return backward;
    }

    public long firstNs() {
        return firstNs;
    }

    public long lastNs() {
        return lastNs;
    }
}
