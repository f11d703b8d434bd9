package io.gyre.ctf.layout;

import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.FieldPath;
import io.gyre.ctf.model.Scope;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the fields that are some other field's length or selector. Scopes that live as long as a packet or an event header
 * have numbers common to the whole data stream class; those of one event class come after them.
 */
final class Slots {
    private final Map<FieldPath, Integer> numbers;
    /** The slots to fill at each place. */
    private final Map<FieldPath, List<Integer>> filled;
    private final BitSet escaping = new BitSet();

    private Slots(Map<FieldPath, Integer> numbers, Map<FieldPath, List<Integer>> filled) {
        this.numbers = numbers;
        this.filled = filled;
    }

    /** {@return the slots of the scopes that all events share} */
    static Slots shared(FieldClass.@Nullable Structure packetHeader, DataStreamClass stream) {
        var slots = new Slots(new HashMap<>(), new HashMap<>());
        slots.collect(Scope.PACKET_HEADER, packetHeader, false);
        slots.collect(Scope.PACKET_CONTEXT, stream.packetContext(), false);
        slots.collect(Scope.EVENT_RECORD_HEADER, stream.eventRecordHeader(), false);
        slots.collect(Scope.EVENT_RECORD_COMMON_CONTEXT, stream.eventRecordCommonContext(), false);
        for (EventRecordClass event : stream.events().values()) {
            slots.collect(event, false);
        }
        return slots;
    }

    /** {@return these slots and those of one event class} */
    Slots with(EventRecordClass event) {
        var slots = new Slots(new HashMap<>(numbers), new HashMap<>(filled));
        slots.collect(event, true);
        return slots;
    }

    /** {@return whether a slot is needed in another scope than that of its field} */
    boolean escapes(int slot) {
        return escaping.get(slot);
    }

    int count() {
        return numbers.size();
    }

    /** {@return the slots that the field at a place fills} */
    List<Integer> filledAt(Scope scope, List<Integer> steps) {
        return filled.getOrDefault(new FieldPath(scope, steps), List.of());
    }

    int of(FieldPath path) {
        return Objects.requireNonNull(numbers.get(path), () -> "no slot for " + path);
    }

    private void collect(EventRecordClass event, boolean own) {
        collect(Scope.EVENT_RECORD_SPECIFIC_CONTEXT, event.specificContext(), own);
        collect(Scope.EVENT_RECORD_PAYLOAD, event.payload(), own);
    }

    private void collect(Scope scope, FieldClass.@Nullable Structure root, boolean own) {
        Deque<FieldClass> open = new ArrayDeque<>();
        if (root != null) {
            open.push(root);
        }
        while (!open.isEmpty()) {
            switch (open.pop()) {
                case FieldClass.Structure structure -> structure.members().forEach(m -> open.push(m.fieldClass()));
                case FieldClass.StaticLengthArray array -> open.push(array.element());
                case FieldClass.DynamicLengthArray array -> {
                    add(scope, array.length(), own);
                    open.push(array.element());
                }
                case FieldClass.DynamicLengthString string -> add(scope, string.length(), own);
                case FieldClass.DynamicLengthBlob blob -> add(scope, blob.length(), own);
                case FieldClass.Optional optional -> {
                    add(scope, optional.selector(), own);
                    open.push(optional.content());
                }
                case FieldClass.Variant variant -> {
                    add(scope, variant.selector(), own);
                    variant.options().forEach(o -> open.push(o.fieldClass()));
                }
                case FieldClass.FixedLength _,FieldClass.VariableLengthInteger _,FieldClass.NullTerminatedString _,FieldClass.StaticLengthString _,FieldClass.StaticLengthBlob _ ->
                    {
                    }
            }
        }
    }

    private void add(Scope user, FieldPath path, boolean own) {
        boolean belongsToEvent = path.scope() == Scope.EVENT_RECORD_SPECIFIC_CONTEXT
                || path.scope() == Scope.EVENT_RECORD_PAYLOAD;
        if (belongsToEvent == own) {
            if (!numbers.containsKey(path)) {
                int slot = numbers.size();
                numbers.put(path, slot);
                fill(path.scope(), path.steps(), slot);
                path.others().forEach(steps -> fill(path.scope(), steps, slot));
            }
            if (path.scope() != user) {
                escaping.set(of(path));
            }
        }
    }

    private void fill(Scope scope, List<Integer> steps, int slot) {
        filled.merge(new FieldPath(scope, steps), List.of(slot),
                (some, other) -> Stream.concat(some.stream(), other.stream()).toList());
    }
}
