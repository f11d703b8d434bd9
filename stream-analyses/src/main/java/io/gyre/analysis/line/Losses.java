package io.gyre.analysis.line;

import io.gyre.analysis.Completeness;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.FixedMap;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is missing from a stretch of a session line: a partial, whose open ends are the counters of each stream's first and last
 * packet. A stream's counters go on across chunks, so that losses at a boundary show only when both sides are known.
 */
public record Losses(long lateEvents, long gaps, SortedMap<StreamKey, PacketRun> streams) {

    public static final Losses NONE = new Losses(0, 0, Collections.emptySortedMap());

    public Losses {
        streams = FixedMap.of(new TreeMap<>(streams));
    }

    public static Losses gaps(long count) {
        return new Losses(0, count, Collections.emptySortedMap());
    }

    public static Losses late(long events) {
        return new Losses(events, 0, Collections.emptySortedMap());
    }

    public Losses followedBy(Losses next) {
        var joined = new TreeMap<>(streams);
        next.streams.forEach((stream, run) -> joined.merge(stream, run, PacketRun::followedBy));
        return new Losses(lateEvents + next.lateEvents, gaps + next.gaps, joined);
    }

    public Completeness completeness() {
        long discardedEvents = 0;
        long discardedPackets = 0;
        for (PacketRun run : streams.values()) {
            discardedEvents += run.discardedEvents();
            discardedPackets += run.discardedPackets();
        }
        return new Completeness(lateEvents, gaps, discardedEvents, discardedPackets);
    }

    /** {@return what is missing here and at the border to {@code before}, but not before it} */
    public Completeness completenessAfter(Losses before) {
        Completeness all = before.followedBy(this).completeness();
        Completeness earlier = before.completeness();
        return new Completeness(all.lateEvents() - earlier.lateEvents(), all.gaps() - earlier.gaps(),
                all.discardedEvents() - earlier.discardedEvents(), all.discardedPackets() - earlier.discardedPackets());
    }

    void write(PartialOutput out) {
        out.writeUnsigned(lateEvents);
        out.writeUnsigned(gaps);
        out.writeUnsigned(streams.size());
        streams.forEach((stream, run) -> {
            out.writeString(stream.tracePath());
            out.writeSigned(stream.dataStreamClassId());
            out.writeSigned(stream.dataStreamId());
            out.writeString(stream.name());
            write(run.first(), out);
            write(run.last(), out);
            out.writeUnsigned(run.packets());
            out.writeUnsigned(run.discardedEvents());
            out.writeUnsigned(run.discardedPackets());
        });
    }

    private static void write(PacketRun.Counters counters, PartialOutput out) {
        writeNullable(counters.sequence(), out);
        writeNullable(counters.discarded(), out);
        out.writeUnsigned(counters.discardedBits());
    }

    private static void writeNullable(@Nullable Long value, PartialOutput out) {
        out.writeFlag(value != null);
        if (value != null) {
            out.writeUnsigned(value);
        }
    }

    static Losses read(PartialInput in) throws PartialFormatException {
        long late = in.readUnsigned();
        long gaps = in.readUnsigned();
        return new Losses(late, gaps, in.readMap(13, Losses::readStream, Losses::readRun));
    }

    private static StreamKey readStream(PartialInput in) throws PartialFormatException {
        return new StreamKey(in.readString(), in.readSigned(), in.readSigned(), in.readString());
    }

    private static PacketRun readRun(PartialInput in) throws PartialFormatException {
        return new PacketRun(readCounters(in), readCounters(in), in.readUnsigned(), in.readUnsigned(),
                in.readUnsigned());
    }

    private static PacketRun.Counters readCounters(PartialInput in) throws PartialFormatException {
        Long sequence = in.readFlag() ? in.readUnsigned() : null;
        Long discarded = in.readFlag() ? in.readUnsigned() : null;
        return new PacketRun.Counters(sequence, discarded, (int) in.readUnsigned() & 0x7F);
    }
}
