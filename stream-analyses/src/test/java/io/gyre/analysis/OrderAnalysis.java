package io.gyre.analysis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.ctf.bind.EventClass;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.bind.Stream;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.read.StreamInfo;
import java.util.Objects;

/** Tells whether two readings had the same events in the same order: the hash of a sequence, which merges as sequences do. */
public final class OrderAnalysis implements Analysis<OrderAnalysis.Sequence> {
    private static final long BASE = 0x9E37_79B9_7F4A_7C15L;

    /** @param power BASE to the number of events */
    public record Sequence(long events, long hash, long power) {

        static final Sequence NONE = new Sequence(0, 0, 1);

        Sequence then(Sequence next) {
            return new Sequence(events + next.events, hash * next.power + next.hash, power * next.power);
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
    public String name() {
        return "order";
    }

    @Override
    public String summary() {
        return "a hash of all events in their order";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Fold<Sequence> newFold() {
        return new OrderFold();
    }

    @Override
    public Sequence merge(Sequence left, Sequence right) {
        return left.then(right);
    }

    @Override
    public void write(Sequence partial, PartialOutput out) {
        out.writeUnsigned(partial.events());
        out.writeUnsigned(partial.hash());
        out.writeUnsigned(partial.power());
    }

    @Override
    public Sequence read(PartialInput in, int version) throws PartialFormatException {
        return new Sequence(in.readUnsigned(), in.readUnsigned(), in.readUnsigned());
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
