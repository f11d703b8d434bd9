package io.gyre.ctf.tsdl;

import io.gyre.ctf.model.DisplayBase;
import io.gyre.ctf.model.Mappings;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.model.StringEncoding;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type with its aliases expanded and its attributes checked. References to length and tag fields are still names, because
 * the same type may stand at several places and mean another field at each.
 */
sealed interface Type {

    /** @param encoding null when the integer is no character */
    record FixedInteger(int lengthBits, int alignment, Signedness signedness, ByteOrder byteOrder, DisplayBase base,
            @Nullable StringEncoding encoding, @Nullable String clock) implements Type {

        /** {@return whether arrays of this integer are text} */
        boolean isCharacter() {
            return lengthBits == 8 && alignment == 8 && encoding != null;
        }
    }

    record FloatingPoint(int lengthBits, int alignment, ByteOrder byteOrder) implements Type {}

    record Enumeration(FixedInteger container, Mappings mappings) implements Type {}

    record Text(StringEncoding encoding) implements Type {}

    record Structure(List<Field> fields, int minimumAlignment) implements Type {}

    record Variant(@Nullable Reference tag, List<Field> options) implements Type {}

    record Array(Type element, long length) implements Type {}

    record Sequence(Type element, Reference length) implements Type {}

    /** A member or an option, by the name in the text. */
    record Field(String name, Type type, int offset) {}

    /** Names a field, relatively or from a scope's prefix. */
    record Reference(List<String> path, int offset) {
        @Override
        public String toString() {
            return "`" + String.join(".", path) + "`";
        }
    }

    /** {@return how an error message calls a type of this kind} */
    default String description() {
        return switch (this) {
            case FixedInteger integer ->
                integer.signedness() == Signedness.SIGNED ? "a signed integer" : "an unsigned integer";
            case FloatingPoint _ -> "a floating point number";
            case Enumeration _ -> "an enumeration";
            case Text _ -> "a string";
            case Structure _ -> "a structure";
            case Variant _ -> "a variant";
            case Array _ -> "an array";
            case Sequence _ -> "a sequence";
        };
    }
}
