package io.gyre.chunk.inspect;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.order.Loss;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Counts what comes of one stream. */
final class StreamTally {
    private final StreamInfo stream;
    private final Inspection.Packets packetMode;
    private final boolean hasClock;
    private final IdentityHashMap<EventRecordClass, long[]> counts = new IdentityHashMap<>();
    private final List<PacketSummary> packetList = new ArrayList<>();
    private @Nullable PacketHeader packet;
    private long @Nullable [] lastCount;
    private long eventsBefore;
    private long packets;
    private long bytes;
    private long events;
    private long firstNs;
    private long lastNs;
    private long discardedEvents;
    private long lostPackets;

    StreamTally(StreamInfo stream, Inspection.Packets packetMode) {
        this.stream = stream;
        this.packetMode = packetMode;
        this.hasClock = stream.dataStreamClass().defaultClock() != null;
    }

    void event(EventRecordClass eventClass, long ns) {
        firstNs = events == 0 ? ns : firstNs;
        lastNs = ns;
        events++;
        lastCount = counts.computeIfAbsent(eventClass, _ -> new long[1]);
        lastCount[0]++;
    }

    /** The last event was no whole one. */
    void abort() {
        if (lastCount != null) {
            events--;
            lastCount[0]--;
            lastCount = null;
        }
    }

    void packet(PacketHeader next) {
        endPacket();
        packet = next;
        packets++;
        bytes += next.packetBytes();
    }

    private void endPacket() {
        if (packet != null && packetMode == Inspection.Packets.LISTED) {
            packetList.add(new PacketSummary(packet, events - eventsBefore));
        }
        eventsBefore = events;
    }

    void lost(Loss loss) {
        long count = loss.count().orElse(0);
        switch (loss.kind()) {
            case EVENTS -> discardedEvents += count;
            case PACKETS -> lostPackets += count;
        }
    }

    StreamSummary summary() {
        endPacket();
        Map<EventRecordClass, Long> byClass = new LinkedHashMap<>();
        counts.entrySet().stream().filter(entry -> entry.getValue()[0] > 0)
                .sorted(Comparator.comparing(entry -> entry.getKey().id(), Long::compareUnsigned))
                .forEach(entry -> byClass.put(entry.getKey(), entry.getValue()[0]));
        boolean isTimed = hasClock && events > 0;
        return new StreamSummary(stream, packets, bytes, events,
                isTimed ? OptionalLong.of(firstNs) : OptionalLong.empty(),
                isTimed ? OptionalLong.of(lastNs) : OptionalLong.empty(), discardedEvents, lostPackets, byClass,
                List.copyOf(packetList));
    }
}
