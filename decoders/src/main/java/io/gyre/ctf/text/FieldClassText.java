package io.gyre.ctf.text;

import io.gyre.ctf.model.DisplayBase;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.FieldClass.Structure;
import io.gyre.ctf.model.Mappings;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.model.StringEncoding;
import java.nio.ByteOrder;
import java.util.Locale;

/** Field classes in a few words, for people: {@code u32}, {@code string}, {@code i8[4]}, {@code u8[…] }. */
public final class FieldClassText {
    private FieldClassText() {}

    /** {@return what a field of this class is} */
    public static String of(FieldClass field) {
        return switch (field) {
            case FieldClass.FixedLengthInteger integer -> integer(integer.signedness(), integer.lengthBits())
                    + order(integer) + base(integer.base()) + labels("enum", integer.mappings());
            case FieldClass.VariableLengthInteger integer -> integer(integer.signedness(), 0) + base(integer.base())
                    + labels("enum", integer.mappings());
            case FieldClass.FixedLengthBitArray bits -> "bits:" + bits.lengthBits() + order(bits)
                    + labels("flags", bits.flags());
            case FieldClass.FixedLengthBoolean bool -> "bool:" + bool.lengthBits();
            case FieldClass.FixedLengthFloatingPoint number -> "f" + number.lengthBits() + order(number);
            case FieldClass.NullTerminatedString string -> "string" + encoding(string.encoding());
            case FieldClass.StaticLengthString string -> "string[" + string.lengthBytes() + "]"
                    + encoding(string.encoding());
            case FieldClass.DynamicLengthString string -> "string[…]" + encoding(string.encoding());
            case FieldClass.StaticLengthBlob blob -> "blob[" + blob.lengthBytes() + "] (" + blob.mediaType() + ")";
            case FieldClass.DynamicLengthBlob blob -> "blob[…] (" + blob.mediaType() + ")";
            case Structure structure -> "structure of " + structure.members().size();
            case FieldClass.StaticLengthArray array -> of(array.element()) + "[" + array.length() + "]";
            case FieldClass.DynamicLengthArray array -> of(array.element()) + "[…]";
            case FieldClass.Optional optional -> "optional " + of(optional.content());
            case FieldClass.Variant variant -> "variant of " + variant.options().size();
        };
    }

    private static String integer(Signedness signedness, int bits) {
        return (signedness == Signedness.SIGNED ? "i" : "u") + (bits == 0 ? "var" : Integer.toString(bits));
    }

    private static String order(FieldClass.FixedLength field) {
        return field.lengthBits() > Byte.SIZE && field.byteOrder() == ByteOrder.BIG_ENDIAN ? "be" : "";
    }

    private static String base(DisplayBase base) {
        return base == DisplayBase.DECIMAL ? "" : " " + base.name().toLowerCase(Locale.ROOT);
    }

    private static String encoding(StringEncoding encoding) {
        return encoding == StringEncoding.UTF_8 ? "" : " (" + encoding.charset() + ")";
    }

    private static String labels(String kind, Mappings mappings) {
        return mappings.isEmpty() ? "" : " " + kind + " of " + mappings.entries().size();
    }
}
