package io.gyre.analysis.line;

import org.jspecify.annotations.Nullable;

/**
 * A run of consecutive packets of one data stream: the counters at its two ends, which the neighbours need, and what was lost
 * between its packets.
 *
 * @param first counters of the first packet
 * @param last counters of the last one
 */
public record PacketRun(Counters first, Counters last, long packets, long discardedEvents, long discardedPackets) {

    /**
     * What one packet says of losses.
     *
     * @param sequence the packet's number in its stream; null when not numbered
     * @param discarded the stream's cumulative counter of discarded events, at the packet's end; null when not counted
     * @param discardedBits the size of that counter, which may wrap
     */
    public record Counters(@Nullable Long sequence, @Nullable Long discarded, int discardedBits) {

        /** {@return the events discarded between this packet and the next one} A counter that goes down counts nothing. */
        long discardedUntil(Counters next) {
            if (discarded == null || next.discarded == null) {
                return 0;
            }
            int unused = Long.SIZE - next.discardedBits;
            return Math.max(0, ((next.discarded - discarded) << unused) >> unused);
        }

        /** {@return the packets missing between this one and the next one} */
        long lostUntil(Counters next) {
            return sequence == null || next.sequence == null ? 0 : Math.max(0, next.sequence - sequence - 1);
        }
    }

    static PacketRun of(Counters packet) {
        return new PacketRun(packet, packet, 1, 0, 0);
    }

    PacketRun followedBy(PacketRun next) {
        return new PacketRun(first, next.last, packets + next.packets,
                discardedEvents + next.discardedEvents + last.discardedUntil(next.first),
                discardedPackets + next.discardedPackets + last.lostUntil(next.first));
    }
}
