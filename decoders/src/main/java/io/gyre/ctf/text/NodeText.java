package io.gyre.ctf.text;

import io.gyre.ctf.model.DisplayBase;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.read.FieldNode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the text of one place in the tree of fields needs, rendered once.
 *
 * @param name of the member, with {@code =} behind it
 * @param labels null when the field is no enumeration
 * @param isHidden whether this is a member of the packet context that a reader needs for itself and does not show
 */
record NodeText(byte[] name, int bits, Signedness signedness, DisplayBase base, @Nullable LabelText labels,
        boolean isHidden) {

    static NodeText of(FieldNode node) {
        byte[] name = (node.name() + " = ").getBytes(StandardCharsets.UTF_8);
        return switch (node.fieldClass()) {
            case FieldClass.FixedLengthInteger integer -> integer(name, integer.lengthBits(), integer);
            case FieldClass.VariableLengthInteger integer -> integer(name, Long.SIZE, integer);
            case FieldClass.FixedLengthBitArray bits ->
                new NodeText(name, bits.lengthBits(), Signedness.UNSIGNED, DisplayBase.HEXADECIMAL, null, false);
            case FieldClass.FixedLengthBoolean _,FieldClass.FixedLengthFloatingPoint _,FieldClass.NullTerminatedString _,FieldClass.StaticLengthString _,FieldClass.DynamicLengthString _,FieldClass.StaticLengthBlob _,FieldClass.DynamicLengthBlob _,FieldClass.Structure _,FieldClass.StaticLengthArray _,FieldClass.DynamicLengthArray _,FieldClass.Optional _,FieldClass.Variant _ ->
                new NodeText(name, 0, Signedness.UNSIGNED, DisplayBase.DECIMAL, null, false);
        };
    }

    private static NodeText integer(byte[] name, int bits, FieldClass.IntegerLike integer) {
        LabelText labels = integer.mappings().isEmpty()
                ? null
                : new LabelText(integer.mappings(), integer.signedness());
        return new NodeText(name, bits, integer.signedness(), integer.base(), labels, !integer.roles().isEmpty());
    }
}
