package io.gyre.ctf.layout;

import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Role;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.read.ClockScale;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All scopes of one data stream class. Event classes are laid out when they are first asked for. Thread-safe. */
public final class StreamLayout {
    private final TraceClass traceClass;
    private final DataStreamClass streamClass;
    private final ClockScale clockScale;
    private final Slots slots;
    private final @Nullable ScopeLayout packetHeader;
    private final @Nullable ScopeLayout packetContext;
    private final @Nullable ScopeLayout eventHeader;
    private final @Nullable FieldTree commonContext;
    private final Position eventBody;
    private final Map<Long, EventLayout> events = new HashMap<>();
    private final Map<Object, Object> attachments = new ConcurrentHashMap<>();
    private int nodes;

    public StreamLayout(TraceClass traceClass, DataStreamClass streamClass) {
        this.traceClass = traceClass;
        this.streamClass = streamClass;
        this.clockScale = new ClockScale(streamClass.defaultClock());
        this.slots = Slots.shared(traceClass.packetHeader(), streamClass);
        Position position = Position.PACKET_START;
        if (traceClass.packetHeader() == null) {
            packetHeader = null;
        } else {
            var builder = new ScopeBuilder(slots, position);
            packetHeader = scope(builder, Scope.PACKET_HEADER, traceClass.packetHeader());
            position = builder.position();
        }
        packetContext = streamClass.packetContext() == null
                ? null
                : scope(new ScopeBuilder(slots, position), Scope.PACKET_CONTEXT, streamClass.packetContext());
        position = Position.ANYWHERE;
        if (streamClass.eventRecordHeader() == null) {
            eventHeader = null;
        } else {
            var builder = new ScopeBuilder(slots, position);
            eventHeader = scope(builder, Scope.EVENT_RECORD_HEADER, streamClass.eventRecordHeader());
            position = builder.position();
        }
        eventBody = position;
        var context = streamClass.eventRecordCommonContext();
        commonContext = context == null ? null : tree(context);
    }

    public TraceClass traceClass() {
        return traceClass;
    }

    public DataStreamClass streamClass() {
        return streamClass;
    }

    /** {@return the default clock's times} */
    public ClockScale clockScale() {
        return clockScale;
    }

    public @Nullable ScopeLayout packetHeader() {
        return packetHeader;
    }

    public @Nullable ScopeLayout packetContext() {
        return packetContext;
    }

    public @Nullable ScopeLayout eventHeader() {
        return eventHeader;
    }

    /** {@return the id of events before their header says one: that of the only event class, or 0} */
    public long eventIdIfNone() {
        Set<Long> ids = streamClass.events().keySet();
        return ids.size() == 1 ? ids.iterator().next() : 0;
    }

    /** {@return whether an event can lie earlier than the one before it}: timestamps of fewer than 64 bits only move a clock on. */
    public boolean timeMayGoBack() {
        return eventHeader != null && eventHeader.instructions().stream()
                .anyMatch(i -> i instanceof Instruction.TakeRole take && take.role() == Role.DEFAULT_CLOCK_TIMESTAMP
                        && (take.bits() == Long.SIZE || take.bits() == Instruction.TakeRole.AS_READ));
    }

    /** {@return whether a slot of a scope that all events share is needed in another scope than its own} */
    public boolean isNeededBeyondItsScope(int slot) {
        return slots.escapes(slot);
    }

    /**
     * {@return what a reader has made of this layout}, made when first asked for and kept as long as the layout is.
     *
     * @param key what it was made for
     */
    public <T> T attachment(Object key, Class<T> type, Supplier<T> maker) {
        Object made = attachments.get(key);
        if (made == null) {
            made = attachments.computeIfAbsent(key, _ -> maker.get());
        }
        return type.cast(made);
    }

    /** {@return how many slots the scopes use that all events share} */
    public int sharedSlotCount() {
        return slots.count();
    }

    /** {@return the layout of one of this stream class's event classes} */
    public synchronized EventLayout event(EventRecordClass eventClass) {
        return events.computeIfAbsent(eventClass.id(), _ -> layOut(eventClass));
    }

    private EventLayout layOut(EventRecordClass eventClass) {
        Slots own = slots.with(eventClass);
        var builder = new ScopeBuilder(own, eventBody);
        var roots = new EnumMap<Scope, FieldTree>(Scope.class);
        if (commonContext != null) {
            roots.put(Scope.EVENT_RECORD_COMMON_CONTEXT, commonContext);
        }
        if (eventClass.specificContext() != null) {
            roots.put(Scope.EVENT_RECORD_SPECIFIC_CONTEXT, tree(eventClass.specificContext()));
        }
        if (eventClass.payload() != null) {
            roots.put(Scope.EVENT_RECORD_PAYLOAD, tree(eventClass.payload()));
        }
        roots.forEach(builder::scope);
        return new EventLayout(eventClass, builder.build(), own.count(), roots);
    }

    private ScopeLayout scope(ScopeBuilder builder, Scope scope, FieldClass.Structure root) {
        FieldTree tree = tree(root);
        builder.scope(scope, tree);
        return new ScopeLayout(tree.node(), builder.build());
    }

    private FieldTree tree(FieldClass.Structure root) {
        return FieldTree.of("", root, null, () -> nodes++);
    }
}
