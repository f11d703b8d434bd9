package io.gyre.analysis.kernel.net;

import io.gyre.ctf.layout.EventLayout;
import io.gyre.ctf.layout.FieldTree;
import io.gyre.ctf.layout.TraceLayout;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.SilentVisitor;
import io.gyre.ctf.read.StreamInfo;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/** Finds the number of the protocol in the headers of IP, which lie in a variant and so cannot be a handler's parameter. */
final class ProtocolVisitor extends SilentVisitor {
    /** What the headers of IPv4 and IPv6 call it. */
    private static final Set<String> NAMES = Set.of("protocol", "nexthdr");

    private final LongConsumer taker;
    private final IdentityHashMap<EventRecordClass, BitSet> plans = new IdentityHashMap<>();
    private BitSet plan = new BitSet();

    ProtocolVisitor(LongConsumer taker) {
        this.taker = taker;
    }

    @Override
    public Set<Scope> scopes() {
        return EnumSet.of(Scope.EVENT_RECORD_PAYLOAD);
    }

    @Override
    public void beginEvent(StreamInfo stream, PacketHeader packet, EventRecordClass eventClass, long cycles,
            long timestampNs) {
        BitSet known = plans.get(eventClass);
        if (known == null) {
            known = plan(TraceLayout.of(stream.traceClass()).streamOf(stream.dataStreamClass()).event(eventClass));
            plans.put(eventClass, known);
        }
        plan = known;
    }

    @Override
    public void integer(FieldNode node, long value) {
        if (plan.get(node.index())) {
            taker.accept(value);
        }
    }

    private static BitSet plan(EventLayout event) {
        var found = new BitSet();
        FieldTree payload = event.roots().get(Scope.EVENT_RECORD_PAYLOAD);
        var open = new ArrayDeque<FieldTree>(payload == null ? List.of() : List.of(payload));
        while (!open.isEmpty()) {
            FieldTree tree = open.pop();
            if (NAMES.contains(tree.node().name()) && tree.node().fieldClass() instanceof FieldClass.IntegerLike) {
                found.set(tree.node().index());
            }
            open.addAll(tree.children());
        }
        return found;
    }
}
