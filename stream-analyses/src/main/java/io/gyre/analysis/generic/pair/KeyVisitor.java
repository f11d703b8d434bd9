package io.gyre.analysis.generic.pair;

import io.gyre.ctf.filter.FieldReference;
import io.gyre.ctf.layout.EventLayout;
import io.gyre.ctf.layout.TraceLayout;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.SilentVisitor;
import io.gyre.ctf.read.StreamInfo;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Makes a key of fields of each event; events that lack one of them are left out. */
final class KeyVisitor extends SilentVisitor {
    private static final int NO_PLACE = -1;

    private final List<FieldReference> fields;
    private final Events events;
    private final IdentityHashMap<EventRecordClass, Plan> plans = new IdentityHashMap<>();
    private final long[] integers;
    private final byte[][] strings;
    /** Of the string in a place; -1 when it holds an integer. */
    private final int[] lengths;
    private final boolean[] present;
    private final byte[] key;
    private Plan plan = new Plan(0, new int[0], new boolean[0]);
    private long timeNs;

    /** Takes events and their keys. */
    @FunctionalInterface
    interface Events {
        /** @param key reused after the call */
        void event(long timestampNs, byte[] key, int length);
    }

    /**
     * Which nodes of an event class hold the key's fields.
     *
     * @param places of fields, by the indexes of nodes from {@code lowest} on
     * @param fromPacket fields that are the packet's CPU
     */
    private record Plan(int lowest, int[] places, boolean[] fromPacket) {
        int place(FieldNode node) {
            int at = node.index() - lowest;
            return at < 0 || at >= places.length ? NO_PLACE : places[at];
        }
    }

    KeyVisitor(List<FieldReference> fields, Events events) {
        this.fields = fields;
        this.events = events;
        this.integers = new long[fields.size()];
        this.strings = new byte[fields.size()][Key.LONGEST_STRING];
        this.lengths = new int[fields.size()];
        this.present = new boolean[fields.size()];
        this.key = new byte[fields.size() * (Key.LONGEST_STRING + 2)];
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
        Plan known = plans.get(eventClass);
        if (known == null) {
            known = plan(TraceLayout.of(stream.traceClass()).streamOf(stream.dataStreamClass()).event(eventClass));
            plans.put(eventClass, known);
        }
        plan = known;
        Integer cpu = packet.cpuId();
        for (int i = 0; i < present.length; i++) {
            present[i] = plan.fromPacket[i] && cpu != null;
            if (present[i] && cpu != null) {
                take(i, cpu);
            }
        }
    }

    private Plan plan(EventLayout event) {
        List<List<FieldNode>> nodes = fields.stream().map(field -> field.in(event)).toList();
        int lowest = nodes.stream().flatMap(List::stream).mapToInt(FieldNode::index).min().orElse(0);
        int highest = nodes.stream().flatMap(List::stream).mapToInt(FieldNode::index).max().orElse(-1);
        int[] places = new int[Math.max(0, highest - lowest + 1)];
        Arrays.fill(places, NO_PLACE);
        boolean[] fromPacket = new boolean[fields.size()];
        for (int i = 0; i < fields.size(); i++) {
            for (FieldNode node : nodes.get(i)) {
                places[node.index() - lowest] = i;
            }
            fromPacket[i] = fields.get(i).isCpu(event);
        }
        return new Plan(lowest, places, fromPacket);
    }

    private void take(int place, long value) {
        integers[place] = value;
        lengths[place] = -1;
        present[place] = true;
    }

    @Override
    public void integer(FieldNode node, long value) {
        int place = plan.place(node);
        if (place != NO_PLACE) {
            take(place, value);
        }
    }

    @Override
    public void bool(FieldNode node, boolean value) {
        integer(node, value ? 1 : 0);
    }

    @Override
    public void string(FieldNode node, byte[] buffer, int offset, int length) {
        int place = plan.place(node);
        if (place != NO_PLACE) {
            lengths[place] = Math.min(length, Key.LONGEST_STRING);
            System.arraycopy(buffer, offset, strings[place], 0, lengths[place]);
            present[place] = true;
        }
    }

    @Override
    public void endEvent() {
        int length = 0;
        for (int i = 0; i < present.length; i++) {
            if (!present[i]) {
                return;
            }
            length = append(length, i);
        }
        events.event(timeNs, key, length);
    }

    private int append(int from, int place) {
        int at = from;
        if (lengths[place] < 0) {
            long ordered = integers[place] ^ Long.MIN_VALUE;
            key[at++] = Key.INTEGER;
            for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                key[at++] = (byte) (ordered >>> shift);
            }
            return at;
        }
        key[at++] = Key.STRING;
        key[at++] = (byte) lengths[place];
        System.arraycopy(strings[place], 0, key, at, lengths[place]);
        return at + lengths[place];
    }
}
