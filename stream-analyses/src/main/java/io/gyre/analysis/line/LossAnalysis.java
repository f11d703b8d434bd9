package io.gyre.analysis.line;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.DescribedAnalysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Fold;
import io.gyre.analysis.Partials;
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

/** Always runs beside the analyses that were asked for: what all their results say about their completeness. */
public final class LossAnalysis extends DescribedAnalysis<Losses> {
    static final String NAME = "losses";

    public LossAnalysis() {
        super(NAME, "discarded events, lost packets, late events and gaps", LossFold::new,
                new Partials<>(1, Losses.NONE, Losses::followedBy, Losses::write, Losses::read));
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
