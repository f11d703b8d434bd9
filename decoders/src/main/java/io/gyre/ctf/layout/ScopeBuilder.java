package io.gyre.ctf.layout;

import io.gyre.ctf.layout.Instruction.ElementSize;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.FieldPath;
import io.gyre.ctf.model.Role;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.read.FieldNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the instructions of one scope after another, keeping what is known of the position. */
final class ScopeBuilder {
    private static final int NONE = -1;
    /** Deeper than this, arrays make no assumption about where their elements begin. */
    private static final int DEEP = 4;

    private final List<Instruction> code = new ArrayList<>();
    private final Slots slots;
    private Scope scope = Scope.PACKET_HEADER;
    private Position position;
    private LastByteOrder lastOrder = LastByteOrder.UNKNOWN;
    private int openRequire = NONE;
    private long openBits;
    /** Above 0 inside of fixed-size elements: their array's check covers them. */
    private int covered;
    private int arrayDepth;

    ScopeBuilder(Slots slots, Position start) {
        this.slots = slots;
        this.position = start;
    }

    Position position() {
        return position;
    }

    List<Instruction> build() {
        barrier();
        return List.copyOf(code);
    }

    void scope(Scope newScope, FieldTree root) {
        this.scope = newScope;
        int begin = placeholder();
        align(root.node().fieldClass().alignment());
        members(root, new ArrayList<>());
        code.set(begin, new Instruction.BeginScope(newScope, root.node(), code.size()));
        code.add(new Instruction.EndScope(newScope, root.node()));
    }

    private void field(FieldTree tree, List<Integer> path) {
        FieldNode node = tree.node();
        align(node.fieldClass().alignment());
        switch (node.fieldClass()) {
            case FieldClass.FixedLength field -> {
                checkByteOrder(field);
                fixed(field.lengthBits());
                code.add(new Instruction.ReadFixed(node, field, position.phase()));
                position = position.advance(field.lengthBits());
                if (field instanceof FieldClass.IntegerLike integer) {
                    roles(integer.roles(), field.lengthBits());
                }
                save(path);
            }
            case FieldClass.VariableLengthInteger field -> {
                dynamicBytes(new Instruction.ReadVariableLength(node, field));
                roles(field.roles(), Instruction.TakeRole.AS_READ);
                save(path);
            }
            case FieldClass.NullTerminatedString field -> dynamicBytes(
                    new Instruction.ReadNullTerminated(node, field.encoding()));
            case FieldClass.StaticLengthString field -> staticBytes(
                    new Instruction.ReadStaticString(node, field.lengthBytes(), field.encoding()),
                    field.lengthBytes());
            case FieldClass.DynamicLengthString field -> dynamicBytes(
                    new Instruction.ReadDynamicString(node, slots.of(field.length()), field.encoding()));
            case FieldClass.StaticLengthBlob field -> {
                uuid(field.roles().contains(Role.METADATA_STREAM_UUID) && field.lengthBytes() == 16);
                staticBytes(new Instruction.ReadStaticBlob(node, field.lengthBytes()), field.lengthBytes());
            }
            case FieldClass.DynamicLengthBlob field -> dynamicBytes(
                    new Instruction.ReadDynamicBlob(node, slots.of(field.length())));
            case FieldClass.Structure _ -> structure(tree, path);
            case FieldClass.StaticLengthArray array -> staticArray(tree, array, path);
            case FieldClass.DynamicLengthArray array -> dynamicArray(tree, array, path);
            case FieldClass.Variant variant -> variant(tree, variant, path);
            case FieldClass.Optional optional -> optional(tree, optional, path);
        }
    }

    private void checkByteOrder(FieldClass.FixedLength field) {
        if (position.phase() != 0 && lastOrder.differsFrom(field.byteOrder())) {
            code.add(new Instruction.RequireWholeByte());
        }
        lastOrder = lastOrder.after(field);
    }

    private void structure(FieldTree tree, List<Integer> path) {
        int begin = placeholder();
        members(tree, path);
        code.set(begin, new Instruction.BeginStructure(tree.node(), code.size()));
        code.add(new Instruction.EndStructure(tree.node()));
    }

    private void members(FieldTree structure, List<Integer> path) {
        for (int i = 0; i < structure.children().size(); i++) {
            path.add(i);
            field(structure.children().get(i), path);
            path.removeLast();
        }
    }

    private void staticArray(FieldTree tree, FieldClass.StaticLengthArray array, List<Integer> path) {
        uuid(holdsUuid(tree.node(), array));
        ElementSize size = elementSize(array.element());
        if (size instanceof ElementSize.Fixed fixed) {
            fixed(Sizes.times(array.length(), fixed.bits()));
        } else {
            barrier();
        }
        int begin = placeholder();
        Position start = position;
        LastByteOrder before = lastOrder;
        elements(tree.onlyChild(), path, size);
        if (size instanceof ElementSize.Fixed fixed) {
            position = start.advance(Sizes.times(array.length(), fixed.bits()));
        }
        lastOrder = before.after(array);
        code.set(begin, new Instruction.BeginStaticArray(tree.node(), array.length(), size, code.size()));
        code.add(new Instruction.EndArray(tree.node()));
    }

    private void dynamicArray(FieldTree tree, FieldClass.DynamicLengthArray array, List<Integer> path) {
        ElementSize size = elementSize(array.element());
        barrier();
        int begin = placeholder();
        elements(tree.onlyChild(), path, size);
        code.set(begin, new Instruction.BeginDynamicArray(tree.node(), slots.of(array.length()), size, code.size()));
        code.add(new Instruction.EndArray(tree.node()));
    }

    private ElementSize elementSize(FieldClass element) {
        long bits = arrayDepth > DEEP ? Sizes.UNKNOWN : Sizes.elementBits(element, position);
        return bits >= 0 ? new ElementSize.Fixed(bits) : new ElementSize.AtLeast(Sizes.minimumBits(element));
    }

    /** Leaves the position after any number of elements. */
    private void elements(FieldTree element, List<Integer> path, ElementSize size) {
        path.add(FieldPath.CURRENT);
        arrayDepth++;
        Position start = position;
        LastByteOrder before = lastOrder;
        LastByteOrder headOrder = before.join(before.after(element.node().fieldClass()));
        lastOrder = headOrder;
        switch (size) {
            case ElementSize.Fixed fixed -> {
                covered++;
                position = start.join(start.advance(fixed.bits()));
                Position any = position;
                field(element, path);
                position = any;
                covered--;
            }
            case ElementSize.AtLeast _ -> {
                barrier();
                int mark = code.size();
                Position head = arrayDepth > DEEP ? Position.ANYWHERE : start;
                element(element, path, head);
                while (!head.join(position).equals(head)) {
                    head = arrayDepth > 1 ? Position.ANYWHERE : head.join(position);
                    code.subList(mark, code.size()).clear();
                    lastOrder = headOrder;
                    element(element, path, head);
                }
                position = head;
            }
        }
        lastOrder = before.join(lastOrder);
        arrayDepth--;
        path.removeLast();
    }

    private void element(FieldTree element, List<Integer> path, Position head) {
        position = head;
        field(element, path);
        barrier();
    }

    private void variant(FieldTree tree, FieldClass.Variant variant, List<Integer> path) {
        barrier();
        int begin = placeholder();
        Position start = position;
        Position end = variant.options().isEmpty() ? start : null;
        LastByteOrder before = lastOrder;
        var choices = new ArrayList<Instruction.Choice>();
        for (int i = 0; i < variant.options().size(); i++) {
            position = start;
            lastOrder = before;
            int from = code.size();
            path.add(i);
            field(tree.children().get(i), path);
            path.removeLast();
            barrier();
            choices.add(new Instruction.Choice(variant.options().get(i).selectorRanges(), from, code.size()));
            end = end == null ? position : end.join(position);
        }
        position = end == null ? start : end;
        lastOrder = before.after(variant);
        code.set(begin,
                new Instruction.BeginVariant(tree.node(), slots.of(variant.selector()), choices, code.size()));
        code.add(new Instruction.EndVariant(tree.node()));
    }

    private void optional(FieldTree tree, FieldClass.Optional optional, List<Integer> path) {
        barrier();
        int begin = placeholder();
        Position start = position;
        LastByteOrder before = lastOrder;
        path.add(FieldPath.CURRENT);
        field(tree.onlyChild(), path);
        path.removeLast();
        barrier();
        position = start.join(position);
        lastOrder = before.join(lastOrder);
        var ranges = optional.selectorRanges().ranges().isEmpty() ? null : optional.selectorRanges();
        code.set(begin, new Instruction.BeginOptional(tree.node(), slots.of(optional.selector()), ranges,
                code.size()));
        code.add(new Instruction.EndOptional(tree.node()));
    }

    private void align(int alignment) {
        int padding = position.padding(alignment);
        if (padding > 0) {
            fixed(padding);
            code.add(new Instruction.Skip(padding));
        } else if (padding < 0) {
            barrier();
            code.add(new Instruction.Align(alignment));
            fixed(0);
        }
        position = position.aligned(alignment);
    }

    private void staticBytes(Instruction read, long bytes) {
        fixed(Sizes.times(bytes, 8));
        code.add(read);
        position = position.advance(Sizes.times(bytes, 8));
    }

    private void dynamicBytes(Instruction read) {
        barrier();
        code.add(read);
        position = position.join(position.advance(8));
    }

    private void roles(Set<Role> roles, int bits) {
        for (Role role : Role.values()) {
            if (roles.contains(role) && heeded(role)) {
                code.add(new Instruction.TakeRole(role, bits));
            }
        }
    }

    /** A role counts in the scope that it is defined for only. */
    private boolean heeded(Role role) {
        return switch (role) {
            case PACKET_MAGIC_NUMBER, METADATA_STREAM_UUID, DATA_STREAM_CLASS_ID, DATA_STREAM_ID ->
                scope == Scope.PACKET_HEADER;
            case PACKET_TOTAL_LENGTH, PACKET_CONTENT_LENGTH, PACKET_END_DEFAULT_CLOCK_TIMESTAMP, PACKET_SEQUENCE_NUMBER,
                    DISCARDED_EVENT_RECORD_COUNTER_SNAPSHOT ->
                scope == Scope.PACKET_CONTEXT;
            case DEFAULT_CLOCK_TIMESTAMP -> scope == Scope.PACKET_CONTEXT || scope == Scope.EVENT_RECORD_HEADER;
            case EVENT_RECORD_CLASS_ID -> scope == Scope.EVENT_RECORD_HEADER;
        };
    }

    /** In CTF 1.8 the UUID is an array of integers. */
    private boolean holdsUuid(FieldNode node, FieldClass.StaticLengthArray array) {
        return scope == Scope.PACKET_HEADER && array.length() == 16
                && array.element() instanceof FieldClass.FixedLengthInteger element
                && element.lengthBits() == 8 && element.signedness() == Signedness.UNSIGNED
                && (element.roles().contains(Role.METADATA_STREAM_UUID) || node.name().equals("uuid"))
                && position.phase() == 0;
    }

    private void uuid(boolean there) {
        if (there && scope == Scope.PACKET_HEADER) {
            fixed(0);
            code.add(new Instruction.TakeUuid());
        }
    }

    private void save(List<Integer> path) {
        slots.filledAt(scope, path).forEach(slot -> code.add(new Instruction.Save(slot)));
    }

    private int placeholder() {
        code.add(new Instruction.Skip(0));
        return code.size() - 1;
    }

    /** Adds to the run of known size; its check stands at its beginning. */
    private void fixed(long bits) {
        if (covered > 0) {
            return;
        }
        if (openRequire == NONE) {
            openRequire = placeholder();
            openBits = 0;
        }
        openBits = Sizes.plus(openBits, bits);
    }

    private void barrier() {
        if (openRequire != NONE) {
            code.set(openRequire, new Instruction.Require(openBits));
            openRequire = NONE;
        }
    }
}
