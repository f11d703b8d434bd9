package io.gyre.ctf.order;

import io.gyre.ctf.read.ClockScale;
import io.gyre.ctf.read.PacketHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a tracer lost between two packets of one stream.
 *
 * @param count empty when only a part of the loss lies in the time range that is read
 * @param time when it was lost, within the time range that is read; null when packets do not tell their times
 * @param toldNs the beginning of all of the loss, by which it has its place in the order of time; the smallest number without one
 */
public record Loss(Kind kind, OptionalLong count, @Nullable Span time, long toldNs) {

    /** What was lost. */
    public enum Kind {
        EVENTS, PACKETS
    }

    /** From the end of the packet before to the end of the packet that counts the events, or the beginning of the next packet. */
    public record Span(long beginCycles, long endCycles, long beginNs, long endNs) {

        private Span within(TimeRange range, ClockScale scale) {
            boolean isEarlier = beginNs < range.beginNs();
            boolean isLater = endNs > range.endNs();
            return new Span(isEarlier ? scale.atOrBefore(range.beginNs()) : beginCycles,
                    isLater ? scale.atOrBefore(range.endNs()) : endCycles,
                    isEarlier ? range.beginNs() : beginNs, isLater ? range.endNs() : endNs);
        }
    }

    /** {@return what was lost between a packet and the next one, as far as a time range covers it} */
    static List<Loss> between(PacketHeader before, PacketHeader next, ClockScale scale, TimeRange range) {
        var losses = new ArrayList<Loss>(2);
        if (before.discardedEvents() != null && next.discardedEvents() != null) {
            add(losses, Kind.EVENTS, next.discardedEvents() - before.discardedEvents(),
                    span(before.endCycles(), next.endCycles(), scale), scale, range);
        }
        if (before.sequenceNumber() != null && next.sequenceNumber() != null) {
            add(losses, Kind.PACKETS, next.sequenceNumber() - before.sequenceNumber() - 1,
                    span(before.endCycles(), next.beginCycles(), scale), scale, range);
        }
        return losses;
    }

    private static @Nullable Span span(@Nullable Long begin, @Nullable Long end, ClockScale scale) {
        return begin == null || end == null || scale.isTimeless()
                || Long.compareUnsigned(begin, scale.lastCycles()) > 0
                || Long.compareUnsigned(end, scale.lastCycles()) > 0
                        ? null
                        : new Span(begin, end, scale.toNanos(begin), scale.toNanos(end));
    }

    private static void add(List<Loss> losses, Kind kind, long count, @Nullable Span span, ClockScale scale,
            TimeRange range) {
        if (count <= 0) {
            return;
        }
        if (span == null) {
            losses.add(new Loss(kind, OptionalLong.of(count), null, Long.MIN_VALUE));
        } else if (range.containsAll(span.beginNs, span.endNs)) {
            losses.add(new Loss(kind, OptionalLong.of(count), span, span.beginNs));
        } else if (range.containsSome(span.beginNs, span.endNs)) {
            losses.add(new Loss(kind, OptionalLong.empty(), span.within(range, scale), span.beginNs));
        }
    }
}
