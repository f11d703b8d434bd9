package io.gyre.ctf.model;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;

/**
 * The class of a field: how its bits are laid out and what they mean (CTF 2 §5.3; CTF 1.8 §4).
 *
 * <p>Alignments are in bits, powers of two, counted from the start of the packet. Lengths of integers are in bits, of
 * strings and blobs in bytes, of arrays in elements.
 */
public sealed interface FieldClass {

    /** {@return the alignment of a field of this class in bits, contents included} */
    int alignment();

    /** A field that lies in a fixed number of 1 to 64 bits. */
    sealed interface FixedLength extends FieldClass {
        int lengthBits();

        ByteOrder byteOrder();

        BitOrder bitOrder();
    }

    /** A field whose value may be a length or a selector. */
    sealed interface IntegerLike extends FieldClass {
        Signedness signedness();

        DisplayBase base();

        Mappings mappings();

        Set<Role> roles();
    }

    record FixedLengthInteger(int lengthBits, Signedness signedness, ByteOrder byteOrder, BitOrder bitOrder,
            int alignment,
            DisplayBase base, Mappings mappings, Set<Role> roles) implements FixedLength, IntegerLike {}

    record VariableLengthInteger(Signedness signedness, DisplayBase base, Mappings mappings, Set<Role> roles)
            implements
                IntegerLike {
        @Override
        public int alignment() {
            return 8;
        }
    }

    /** Bits without arithmetic meaning; a bit map when it has flags, a label for ranges of bit positions. */
    record FixedLengthBitArray(int lengthBits, ByteOrder byteOrder, BitOrder bitOrder, int alignment,
            Mappings flags) implements FixedLength {}

    record FixedLengthBoolean(int lengthBits, ByteOrder byteOrder, BitOrder bitOrder,
            int alignment) implements FixedLength {}

    /** IEEE 754 binary floating point of 16, 32, 64 or 128 bits. */
    record FixedLengthFloatingPoint(int lengthBits, ByteOrder byteOrder, BitOrder bitOrder,
            int alignment) implements FixedLength {}

    record NullTerminatedString(StringEncoding encoding) implements FieldClass {
        @Override
        public int alignment() {
            return 8;
        }
    }

    /** A string in a fixed number of bytes; it ends at its first NUL, if there is one. */
    record StaticLengthString(long lengthBytes, StringEncoding encoding) implements FieldClass {
        @Override
        public int alignment() {
            return 8;
        }
    }

    record DynamicLengthString(FieldPath length, StringEncoding encoding) implements FieldClass {
        @Override
        public int alignment() {
            return 8;
        }
    }

    record StaticLengthBlob(long lengthBytes, String mediaType, Set<Role> roles) implements FieldClass {
        @Override
        public int alignment() {
            return 8;
        }
    }

    record DynamicLengthBlob(FieldPath length, String mediaType) implements FieldClass {
        @Override
        public int alignment() {
            return 8;
        }
    }

    record Structure(List<Member> members, int minimumAlignment) implements FieldClass {
        public Structure {
            members = List.copyOf(members);
        }

        @Override
        public int alignment() {
            int alignment = minimumAlignment;
            for (Member member : members) {
                alignment = Math.max(alignment, member.fieldClass().alignment());
            }
            return alignment;
        }
    }

    /**
     * A member of a structure.
     *
     * @param name as people see it: one leading underscore of CTF 1.8 names is stripped
     */
    record Member(String name, FieldClass fieldClass) {}

    record StaticLengthArray(long length, FieldClass element, int minimumAlignment) implements FieldClass {
        @Override
        public int alignment() {
            return Math.max(minimumAlignment, element.alignment());
        }
    }

    record DynamicLengthArray(FieldPath length, FieldClass element, int minimumAlignment) implements FieldClass {
        @Override
        public int alignment() {
            return Math.max(minimumAlignment, element.alignment());
        }
    }

    /**
     * A field that is there only when its selector says so.
     *
     * @param selectorRanges for an integer selector the values that enable the field; empty for a boolean one
     */
    record Optional(FieldClass content, FieldPath selector, RangeSet selectorRanges) implements FieldClass {
        @Override
        public int alignment() {
            return 1;
        }
    }

    /** One of several fields, chosen by an integer selector. A variant aligns as its chosen option does. */
    record Variant(List<Option> options, FieldPath selector) implements FieldClass {
        public Variant {
            options = List.copyOf(options);
        }

        @Override
        public int alignment() {
            return 1;
        }
    }

    /** @param name the option's name; empty when CTF 2 metadata gives none */
    record Option(String name, FieldClass fieldClass, RangeSet selectorRanges) {}
}
