package io.gyre.analysis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.ctf.bind.EventClass;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.bind.Stream;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.read.StreamInfo;
import java.util.Objects;

/** Tells whether two readings had the same events in the same order: the hash of a sequence, which merges as sequences do. */
public final class OrderAnalysis extends DescribedAnalysis<OrderAnalysis.Sequence> {
    private static final long BASE = 0x9E37_79B9_7F4A_7C15L;

    public OrderAnalysis() {
        super("order", "a hash of all events in their order", OrderFold::new,
                new Partials<>(1, Sequence.NONE, Sequence::then, Sequence::write, Sequence::read));
    }

    /** @param power BASE to the number of events */
    public record Sequence(long events, long hash, long power) {

        static final Sequence NONE = new Sequence(0, 0, 1);

        Sequence then(Sequence next) {
            return new Sequence(events + next.events, hash * next.power + next.hash, power * next.power);
        }

        void write(PartialOutput out) {
            out.writeUnsigned(events);
            out.writeUnsigned(hash);
            out.writeUnsigned(power);
        }

        static Sequence read(PartialInput in) throws PartialFormatException {
            return new Sequence(in.readUnsigned(), in.readUnsigned(), in.readUnsigned());
        }
    }

    /** One event after another. */
    public static final class OrderFold implements Fold<Sequence> {
        private Sequence sequence = Sequence.NONE;

        @OnEvent("*")
        public void event(long timestampNs, @Stream StreamInfo stream, @EventClass EventRecordClass eventClass) {
            long event = Objects.hash(timestampNs, stream.tracePath(), stream.dataStreamId(),
                    eventClass.name());
            sequence = sequence.then(new Sequence(1, event * event * BASE + timestampNs, BASE));
        }

        @Override
        public Sequence cut(long afterNs, long upToNs) {
            Sequence cut = sequence;
            sequence = Sequence.NONE;
            return cut;
        }
    }

    @Override
    public void json(View<Sequence> view, ObjectNode entry) {
        entry.put("events", view.value().events()).put("hash", view.value().hash());
    }

    @Override
    public String text(View<Sequence> view, Detail detail) {
        return view.value() + "\n";
    }
}
