package io.gyre.analysis.generic.counter;

import io.gyre.analysis.primitive.IntMap;
import io.gyre.ctf.filter.FieldReference;
import io.gyre.ctf.layout.EventLayout;
import io.gyre.ctf.layout.FieldTree;
import io.gyre.ctf.layout.TraceLayout;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.SilentVisitor;
import io.gyre.ctf.read.StreamInfo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Takes integers. Event classes of the same name share what they add to, so that the order of events is kept. */
final class ValueVisitor extends SilentVisitor {
    private final List<FieldReference> fields;
    private final IdentityHashMap<EventRecordClass, IntMap<ValuesTally>> plans = new IdentityHashMap<>();
    private final TreeMap<FieldName, ValuesTally> tallies = new TreeMap<>();
    private IntMap<ValuesTally> plan = new IntMap<>();
    private long timeNs;

    ValueVisitor(List<FieldReference> fields) {
        this.fields = fields;
    }

    Collection<ValuesTally> tallies() {
        return tallies.values();
    }

    @Override
    public Set<Scope> scopes() {
        return EnumSet.of(Scope.EVENT_RECORD_COMMON_CONTEXT, Scope.EVENT_RECORD_SPECIFIC_CONTEXT,
                Scope.EVENT_RECORD_PAYLOAD);
    }

    @Override
    public void beginEvent(StreamInfo stream, PacketHeader packet, EventRecordClass eventClass, long cycles,
            long timestampNs) {
        timeNs = timestampNs;
        IntMap<ValuesTally> known = plans.get(eventClass);
        if (known == null) {
            known = plan(TraceLayout.of(stream.traceClass()).streamOf(stream.dataStreamClass()).event(eventClass));
            plans.put(eventClass, known);
        }
        plan = known;
    }

    @Override
    public void integer(FieldNode node, long value) {
        ValuesTally tally = plan.get(node.index());
        if (tally != null) {
            tally.add(timeNs, value);
        }
    }

    private IntMap<ValuesTally> plan(EventLayout event) {
        var made = new IntMap<ValuesTally>();
        if (fields.isEmpty()) {
            FieldTree payload = event.roots().get(Scope.EVENT_RECORD_PAYLOAD);
            for (FieldNode node : payload == null ? List.<FieldNode>of() : nodes(payload)) {
                watch(made, event, node, path(node));
            }
        }
        for (FieldReference field : fields) {
            for (FieldNode node : field.in(event)) {
                watch(made, event, node, field.toString());
            }
        }
        return made;
    }

    private void watch(IntMap<ValuesTally> plan, EventLayout event, FieldNode node, String field) {
        if (node.fieldClass() instanceof FieldClass.IntegerLike integer) {
            var name = new FieldName(event.eventClass().name(), field, integer.signedness() == Signedness.UNSIGNED);
            plan.put(node.index(), tallies.computeIfAbsent(name, ValuesTally::new));
        }
    }

    private static List<FieldNode> nodes(FieldTree root) {
        var nodes = new ArrayList<FieldNode>();
        var open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            FieldTree tree = open.pop();
            nodes.add(tree.node());
            open.addAll(tree.children());
        }
        return nodes;
    }

    /** {@return the names from the payload to the field}; an array's elements have its name. */
    private static String path(FieldNode node) {
        String path = node.name();
        FieldNode parent = node.parent();
        FieldNode child = node;
        while (parent != null && parent.parent() != null) {
            if (!child.name().equals(parent.name())) {
                path = parent.name() + "." + path;
            }
            child = parent;
            parent = parent.parent();
        }
        return path;
    }
}
