package io.gyre.ctf.order;

import io.gyre.ctf.CtfException;
import io.gyre.ctf.read.ClockScale;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a {@link StreamListener} is yet to be told of one stream, ahead of the events that come next. */
final class Telling {
    /** What has no time does not wait for others. */
    private static final long AT_ONCE = Long.MIN_VALUE;

    private record Item(long timeNs, Tell tell) {}

    @FunctionalInterface
    private interface Tell {
        void tell() throws CtfException;
    }

    private final StreamInfo stream;
    private final StreamListener listener;
    private final ClockScale scale;
    private final TimeRange range;
    /** Of the range; null when that has none. */
    private final @Nullable Long beginCycles;
    private final Deque<Item> pending = new ArrayDeque<>();
    private @Nullable PacketHeader first;
    private @Nullable PacketHeader last;
    private boolean hasBegun;
    /** Told to have begun, and not yet told to have ended. */
    private boolean isOpen;
    private @Nullable PacketHeader openPacket;
    private boolean hasBegunPacket;

    Telling(StreamInfo stream, StreamListener listener, ClockScale scale, TimeRange range) {
        this.stream = stream;
        this.listener = listener;
        this.scale = scale;
        this.range = range;
        this.beginCycles = scale.isTimeless() || !scale.isUsable() || range.beginNs() < scale.zeroNs()
                ? null
                : (Long) scale.atOrBefore(range.beginNs());
    }

    boolean isPending() {
        return !pending.isEmpty();
    }

    /** {@return when the next item is due}; ask only when one is pending. */
    long timeNs() {
        return pending.getFirst().timeNs;
    }

    void tellNext() throws CtfException {
        pending.removeFirst().tell.tell();
    }

    /** A packet lies ahead of the time range and is not read. */
    void passes(PacketHeader packet) {
        first = first == null ? packet : first;
        last = packet;
    }

    void packetBegins(PacketHeader packet, StreamListener.PacketContext context) {
        if (!isListening()) {
            return;
        }
        if (!hasBegun) {
            hasBegun = true;
            PacketHeader begin = first == null ? packet : first;
            add(AT_ONCE, () -> {
                isOpen = true;
                listener.streamBegins(stream, begin, beginsAhead(begin) ? beginCycles : null);
            });
        }
        if (last != null) {
            for (Loss loss : Loss.between(last, packet, scale, range)) {
                add(loss.toldNs(), () -> listener.lost(stream, loss));
            }
        }
        last = packet;
        PacketHeader begun = beginsAhead(packet) ? packet.withBegin(Objects.requireNonNull(beginCycles)) : packet;
        add(time(packet.beginCycles()), () -> {
            openPacket = begun;
            hasBegunPacket = true;
            listener.packetBegins(stream, begun, context);
        });
    }

    void packetEnds(PacketHeader packet) {
        if (isListening()) {
            last = packet;
            add(time(packet.endCycles()), () -> {
                openPacket = null;
                listener.packetEnds(stream, packet);
            });
        }
    }

    void streamEnds() {
        if (isListening() && hasBegun) {
            add(AT_ONCE, () -> {
                isOpen = false;
                listener.streamEnds(stream, null);
            });
        }
    }

    /** Reading ends at a time: so do the stream, and its packet if one is open. A stream that has nothing before it ends with no time. */
    void cut(long ns) {
        pending.clear();
        if (isOpen) {
            Long cycles = scale.isTimeless() || !hasBegunPacket ? null : (Long) scale.atOrBefore(ns);
            PacketHeader cut = openPacket;
            if (cut != null) {
                listener.packetEnds(stream, cycles == null ? cut : cut.withEnd(cycles));
            }
            listener.streamEnds(stream, cycles);
            isOpen = false;
        }
    }

    /** {@return whether a packet begins ahead of what is read} */
    private boolean beginsAhead(PacketHeader packet) {
        return beginCycles != null && packet.beginCycles() != null
                && Long.compareUnsigned(packet.beginCycles(), beginCycles) < 0;
    }

    /** Without a clock all is due when the events are, so that one stream is told to its end before the next. */
    private void add(long timeNs, Tell tell) {
        pending.addLast(new Item(scale.isTimeless() ? scale.zeroNs() : timeNs, tell));
    }

    private long time(@Nullable Long cycles) {
        return cycles == null || scale.isTimeless() || Long.compareUnsigned(cycles, scale.lastCycles()) > 0
                ? AT_ONCE
                : scale.toNanos(cycles);
    }

    @SuppressWarnings("ReferenceEquality") // the one that wants nothing
    private boolean isListening() {
        return listener != StreamListener.NONE;
    }
}
