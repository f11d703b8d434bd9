package io.gyre.chunk.inspect;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.read.StreamInfo;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One data stream of a session line, over all chunks.
 *
 * @param bytes of its packets
 * @param beginNs the time of its first event; empty without events or without a clock
 * @param counts events by class, in the order of ids
 * @param packetList empty unless asked for
 */
public record StreamSummary(StreamInfo stream, long packets, long bytes, long events, OptionalLong beginNs,
        OptionalLong endNs, long discardedEvents, long lostPackets, Map<EventRecordClass, Long> counts,
        List<PacketSummary> packetList) {}
