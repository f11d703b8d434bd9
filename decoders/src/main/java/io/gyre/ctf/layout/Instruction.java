package io.gyre.ctf.layout;

import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.RangeSet;
import io.gyre.ctf.model.Role;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.StringEncoding;
import io.gyre.ctf.read.FieldNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of reading a scope. Indexes are those of the list that the instruction stands in. */
public sealed interface Instruction {
    /** The bit within the byte is not known before reading. */
    int UNKNOWN_PHASE = -1;

    /** An instruction that names a field. */
    sealed interface OfField extends Instruction {
        FieldNode node();
    }

    /** An instruction that moves by as much as the bytes say. */
    sealed interface OfUnknownSize extends Instruction {}

    /** A begin instruction; what lies in between belongs to it. */
    sealed interface Begin extends OfField {
        /** {@return the index of its end instruction} */
        int end();
    }

    /** The root structure's members follow. */
    record BeginScope(Scope scope, FieldNode node, int end) implements Begin {}

    record EndScope(Scope scope, FieldNode node) implements OfField {}

    /** Padding of known size, covered by an earlier {@link Require}. */
    record Skip(int bits) implements Instruction {}

    /** Moves to the next multiple of {@code bits} from the packet's start. A {@link Require} follows. */
    record Align(int bits) implements OfUnknownSize {}

    /** Ensures that so many bits are left; nothing up to the next instruction of unknown size checks again. */
    record Require(long bits) implements Instruction {}

    /** The field that follows has another byte order than the bits before it, so that it must not begin within a byte. */
    record RequireWholeByte() implements Instruction {}

    /** A field of 1 to 128 bits; {@code phase} is the bit within the byte where it begins. */
    record ReadFixed(FieldNode node, FieldClass.FixedLength field, int phase) implements OfField {}

    record ReadVariableLength(FieldNode node,
            FieldClass.VariableLengthInteger field) implements OfField, OfUnknownSize {}

    record ReadNullTerminated(FieldNode node, StringEncoding encoding) implements OfField, OfUnknownSize {}

    /** Covered by an earlier {@link Require}. */
    record ReadStaticString(FieldNode node, long bytes, StringEncoding encoding) implements OfField {}

    record ReadDynamicString(FieldNode node, int slot, StringEncoding encoding) implements OfField, OfUnknownSize {}

    /** Covered by an earlier {@link Require}. */
    record ReadStaticBlob(FieldNode node, long bytes) implements OfField {}

    record ReadDynamicBlob(FieldNode node, int slot) implements OfField, OfUnknownSize {}

    record BeginStructure(FieldNode node, int end) implements Begin {}

    record EndStructure(FieldNode node) implements OfField {}

    /** The size of an array's elements, as far as it is known. */
    sealed interface ElementSize {
        /** Every element has this size, inner padding included. The whole array is checked at once. */
        record Fixed(long bits) implements ElementSize {}

        /** An element has at least this size, and checks its own bounds. */
        record AtLeast(long bits) implements ElementSize {}
    }

    /** With elements of fixed size covered by an earlier {@link Require}. */
    record BeginStaticArray(FieldNode node, long length, ElementSize elementSize, int end) implements Begin {}

    /** With elements of fixed size checks the bounds of the whole array itself. */
    record BeginDynamicArray(FieldNode node, int slot, ElementSize elementSize,
            int end) implements Begin, OfUnknownSize {}

    record EndArray(FieldNode node) implements OfField {}

    record BeginVariant(FieldNode node, int slot, List<Choice> choices, int end) implements Begin, OfUnknownSize {
        public BeginVariant {
            choices = List.copyOf(choices);
        }
    }

    /** An option's instructions are those from {@code from} up to but without {@code to}. */
    record Choice(RangeSet ranges, int from, int to) {}

    record EndVariant(FieldNode node) implements OfField {}

    /** @param ranges the selector's values that enable the content; null for a boolean selector */
    record BeginOptional(FieldNode node, int slot, @Nullable RangeSet ranges,
            int end) implements Begin, OfUnknownSize {}

    record EndOptional(FieldNode node) implements OfField {}

    /** Keeps the value just read. */
    record Save(int slot) implements Instruction {}

    /** Hands the integer just read, of so many bits, to whoever needs to know; {@link #AS_READ} when its length is variable. */
    record TakeRole(Role role, int bits) implements Instruction {
        public static final int AS_READ = 0;
    }

    /** The 16 bytes that follow are the metadata stream's UUID. Does not move. */
    record TakeUuid() implements Instruction {}
}
