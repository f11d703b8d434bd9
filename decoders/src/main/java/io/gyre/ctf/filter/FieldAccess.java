package io.gyre.ctf.filter;

import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.StringEncoding;
import io.gyre.ctf.read.FieldNode;
import java.util.List;

/** A value of an event that a filter needs. */
public sealed interface FieldAccess {
    Type type();

    /** What a value is to a filter. */
    enum Type {
        INTEGER("an integer"), REAL("a floating-point number"), TEXT("a string");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** The CPU that the packet's context names. */
    record CpuId() implements FieldAccess {
        @Override
        public Type type() {
            return Type.INTEGER;
        }
    }

    /**
     * A field that the event record holds.
     *
     * @param root the member of the scope's root structure that it is, or lies in
     * @param elements which element of each array on the way, outermost first
     */
    record OfField(FieldNode node, FieldNode root, List<Element> elements, Type type) implements FieldAccess {
        public OfField {
            elements = List.copyOf(elements);
        }

        /** {@return how a string's code units are laid out} */
        public StringEncoding encoding() {
            return switch (node.fieldClass()) {
                case FieldClass.NullTerminatedString string -> string.encoding();
                case FieldClass.StaticLengthString string -> string.encoding();
                case FieldClass.DynamicLengthString string -> string.encoding();
                case FieldClass.FixedLength _,FieldClass.VariableLengthInteger _,FieldClass.StaticLengthBlob _,FieldClass.DynamicLengthBlob _,FieldClass.Structure _,FieldClass.StaticLengthArray _,FieldClass.DynamicLengthArray _,FieldClass.Variant _,FieldClass.Optional _ ->
                    throw new IllegalStateException("no string: " + node.name());
            };
        }
    }

    /** @param index from 0 */
    record Element(FieldNode array, long index) {}
}
