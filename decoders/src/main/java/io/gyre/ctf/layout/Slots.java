package io.gyre.ctf.layout;

import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.FieldPath;
import io.gyre.ctf.model.Scope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the fields that are some other field's length or selector. Scopes that live as long as a packet or an event header
 * have numbers common to the whole data stream class; those of one event class come after them.
 */
final class Slots {
    private final Map<FieldPath, Integer> numbers;

    private Slots(Map<FieldPath, Integer> numbers) {
        this.numbers = numbers;
    }

    /** {@return the slots of the scopes that all events share} */
    static Slots shared(FieldClass.@Nullable Structure packetHeader, DataStreamClass stream) {
        var slots = new Slots(new HashMap<>());
        slots.collect(packetHeader, false);
        slots.collect(stream.packetContext(), false);
        slots.collect(stream.eventRecordHeader(), false);
        slots.collect(stream.eventRecordCommonContext(), false);
        for (EventRecordClass event : stream.events().values()) {
            slots.collect(event.specificContext(), false);
            slots.collect(event.payload(), false);
        }
        return slots;
    }

    /** {@return these slots and those of one event class} */
    Slots with(EventRecordClass event) {
        var slots = new Slots(new HashMap<>(numbers));
        slots.collect(event.specificContext(), true);
        slots.collect(event.payload(), true);
        return slots;
    }

    int count() {
        return numbers.size();
    }

    @Nullable
    Integer savedAt(FieldPath path) {
        return numbers.get(path);
    }

    int of(FieldPath path) {
        return Objects.requireNonNull(numbers.get(path), () -> "no slot for " + path);
    }

    private void collect(FieldClass.@Nullable Structure root, boolean own) {
        Deque<FieldClass> open = new ArrayDeque<>();
        if (root != null) {
            open.push(root);
        }
        while (!open.isEmpty()) {
            switch (open.pop()) {
                case FieldClass.Structure structure -> structure.members().forEach(m -> open.push(m.fieldClass()));
                case FieldClass.StaticLengthArray array -> open.push(array.element());
                case FieldClass.DynamicLengthArray array -> {
                    add(array.length(), own);
                    open.push(array.element());
                }
                case FieldClass.DynamicLengthString string -> add(string.length(), own);
                case FieldClass.DynamicLengthBlob blob -> add(blob.length(), own);
                case FieldClass.Optional optional -> {
                    add(optional.selector(), own);
                    open.push(optional.content());
                }
                case FieldClass.Variant variant -> {
                    add(variant.selector(), own);
                    variant.options().forEach(o -> open.push(o.fieldClass()));
                }
                case FieldClass.FixedLength _,FieldClass.VariableLengthInteger _,FieldClass.NullTerminatedString _,FieldClass.StaticLengthString _,FieldClass.StaticLengthBlob _ ->
                    {
                    }
            }
        }
    }

    private void add(FieldPath path, boolean own) {
        boolean belongsToEvent = path.scope() == Scope.EVENT_RECORD_SPECIFIC_CONTEXT
                || path.scope() == Scope.EVENT_RECORD_PAYLOAD;
        if (belongsToEvent == own) {
            numbers.putIfAbsent(path, numbers.size());
        }
    }
}
