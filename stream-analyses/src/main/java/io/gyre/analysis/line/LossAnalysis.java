package io.gyre.analysis.line;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Fold;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.View;
import io.gyre.ctf.bind.OnPacket;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Role;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Always runs beside the analyses that were asked for: what all their results say about their completeness. */
public final class LossAnalysis implements Analysis<Losses> {
    static final String NAME = "losses";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "discarded events, lost packets, late events and gaps";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Fold<Losses> newFold() {
        return new LossFold();
    }

    @Override
    public Losses merge(Losses left, Losses right) {
        return left.followedBy(right);
    }

    @Override
    public void write(Losses partial, PartialOutput out) {
        out.writeUnsigned(partial.lateEvents());
        out.writeUnsigned(partial.gaps());
        out.writeUnsigned(partial.streams().size());
        partial.streams().forEach((stream, run) -> {
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

    @Override
    public Losses read(PartialInput in, int version) throws PartialFormatException {
        long late = in.readUnsigned();
        long gaps = in.readUnsigned();
        int count = in.readCount(13);
        var streams = new TreeMap<StreamKey, PacketRun>();
        for (int i = 0; i < count; i++) {
            var key = new StreamKey(in.readString(), in.readSigned(), in.readSigned(), in.readString());
            streams.put(key, new PacketRun(readCounters(in), readCounters(in), in.readUnsigned(), in.readUnsigned(),
                    in.readUnsigned()));
        }
        return new Losses(late, gaps, streams);
    }

    private static PacketRun.Counters readCounters(PartialInput in) throws PartialFormatException {
        Long sequence = in.readFlag() ? in.readUnsigned() : null;
        Long discarded = in.readFlag() ? in.readUnsigned() : null;
        return new PacketRun.Counters(sequence, discarded, (int) in.readUnsigned() & 0x7F);
    }

    @Override
    public void json(View<Losses> view, ObjectNode entry) {
        entry.put("packets", view.value().streams().values().stream().mapToLong(PacketRun::packets).sum());
    }

    @Override
    public String text(View<Losses> view, Detail detail) {
        return "";
    }

    /** Looks at packets alone. */
    public static final class LossFold implements Fold<Losses> {
        private final IdentityHashMap<DataStreamClass, Integer> counterBits = new IdentityHashMap<>();
        private final Map<StreamKey, PacketRun> streams = new TreeMap<>();

        @OnPacket
        public void packet(StreamInfo stream, PacketHeader packet) {
            int bits = counterBits.computeIfAbsent(stream.dataStreamClass(), LossFold::counterBits);
            var counters = new PacketRun.Counters(packet.sequenceNumber(), packet.discardedEvents(), bits);
            streams.merge(StreamKey.of(stream), PacketRun.of(counters), PacketRun::followedBy);
        }

        @Override
        public Losses cut(long afterNs, long upToNs) {
            var losses = new Losses(0, 0, new TreeMap<>(streams));
            streams.clear();
            return losses;
        }

        private static int counterBits(DataStreamClass streamClass) {
            FieldClass.Structure context = streamClass.packetContext();
            if (context != null) {
                for (FieldClass.Member member : context.members()) {
                    if (member.fieldClass() instanceof FieldClass.FixedLengthInteger counter
                            && counter.roles().contains(Role.DISCARDED_EVENT_RECORD_COUNTER_SNAPSHOT)) {
                        return counter.lengthBits();
                    }
                }
            }
            return Long.SIZE;
        }
    }
}
