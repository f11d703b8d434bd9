package io.gyre.ctf.layout;

import io.gyre.ctf.model.FieldClass;

/** What can be told of a field's size before it is read. Sizes beyond {@link #HUGE} are cut to it. */
final class Sizes {
    /** No packet is as large; leaves room to add without overflow. */
    static final long HUGE = 1L << 60;
    static final long UNKNOWN = -1;

    private Sizes() {}

    /** {@return the bits from {@code start} to the field's end, alignment included, or {@link #UNKNOWN}} */
    static long fixedBits(FieldClass field, Position start) {
        int padding = start.padding(field.alignment());
        if (padding < 0) {
            return UNKNOWN;
        }
        Position at = start.advance(padding);
        long content = switch (field) {
            case FieldClass.FixedLength fixed -> fixed.lengthBits();
            case FieldClass.StaticLengthString string -> times(string.lengthBytes(), 8);
            case FieldClass.StaticLengthBlob blob -> times(blob.lengthBytes(), 8);
            case FieldClass.Structure structure -> structureBits(structure, at);
            case FieldClass.StaticLengthArray array -> arrayBits(array, at);
            case FieldClass.VariableLengthInteger _,FieldClass.NullTerminatedString _,FieldClass.DynamicLengthString _,FieldClass.DynamicLengthBlob _,FieldClass.DynamicLengthArray _,FieldClass.Optional _,FieldClass.Variant _ ->
                UNKNOWN;
        };
        return content < 0 ? UNKNOWN : plus(padding, content);
    }

    private static long structureBits(FieldClass.Structure structure, Position start) {
        Position at = start;
        long sum = 0;
        for (FieldClass.Member member : structure.members()) {
            long bits = fixedBits(member.fieldClass(), at);
            if (bits < 0) {
                return UNKNOWN;
            }
            sum = plus(sum, bits);
            at = at.advance(bits);
        }
        return sum;
    }

    private static long arrayBits(FieldClass.StaticLengthArray array, Position start) {
        long bits = elementBits(array.element(), start);
        return bits < 0 ? UNKNOWN : times(array.length(), bits);
    }

    /** {@return the bits of each element of an array whose first one begins at {@code start}, or {@link #UNKNOWN}} */
    static long elementBits(FieldClass element, Position start) {
        long first = fixedBits(element, start);
        return first < 0 || first % element.alignment() != 0 ? UNKNOWN : first;
    }

    /** {@return a number of bits that the field takes at least} */
    static long minimumBits(FieldClass field) {
        return switch (field) {
            case FieldClass.FixedLength fixed -> fixed.lengthBits();
            case FieldClass.VariableLengthInteger _ -> 8;
            case FieldClass.NullTerminatedString string -> 8L * string.encoding().codeUnitBytes();
            case FieldClass.StaticLengthString string -> times(string.lengthBytes(), 8);
            case FieldClass.StaticLengthBlob blob -> times(blob.lengthBytes(), 8);
            case FieldClass.Structure structure -> {
                long sum = 0;
                for (FieldClass.Member member : structure.members()) {
                    sum = plus(sum, minimumBits(member.fieldClass()));
                }
                yield sum;
            }
            case FieldClass.StaticLengthArray array -> times(array.length(), minimumBits(array.element()));
            case FieldClass.Variant variant -> variant.options().stream()
                    .mapToLong(o -> minimumBits(o.fieldClass())).min().orElse(0);
            case FieldClass.Optional _,FieldClass.DynamicLengthArray _,FieldClass.DynamicLengthString _,FieldClass.DynamicLengthBlob _ ->
                0;
        };
    }

    static long plus(long a, long b) {
        return Math.min(HUGE, a + b);
    }

    static long times(long a, long b) {
        return a != 0 && b > HUGE / a ? HUGE : a * b;
    }
}
