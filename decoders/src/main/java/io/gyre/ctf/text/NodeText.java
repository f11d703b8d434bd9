package io.gyre.ctf.text;

import io.gyre.ctf.model.DisplayBase;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.model.StringEncoding;
import io.gyre.ctf.read.FieldNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the text of one place in the tree of fields needs, rendered once.
 *
 * @param first what stands before the member when it is the first of its structure
 * @param next what stands before it otherwise
 * @param number null when the field is no number
 * @param charset null when the field is no string, or its bytes are printed as they are
 * @param isHidden whether this is a member of the packet context that a reader needs for itself and does not show
 */
record NodeText(byte[] first, byte[] next, @Nullable NumberText number, @Nullable Charset charset, boolean isHidden) {

    /**
     * How an integer is written.
     *
     * @param labels null when the field is no enumeration
     * @param flags null when the field is no bit map
     */
    record NumberText(int bits, Signedness signedness, DisplayBase base, @Nullable LabelText labels,
            @Nullable FlagText flags) {}

    static NodeText of(FieldNode node, LabelOrder labelOrder) {
        FieldClass field = node.fieldClass();
        boolean isHidden = field instanceof FieldClass.IntegerLike integer && !integer.roles().isEmpty();
        return new NodeText(bytes(" " + node.name() + " = "), bytes(", " + node.name() + " = "),
                number(field, labelOrder), charset(field), isHidden);
    }

    private static @Nullable Charset charset(FieldClass field) {
        StringEncoding encoding = switch (field) {
            case FieldClass.NullTerminatedString string -> string.encoding();
            case FieldClass.StaticLengthString string -> string.encoding();
            case FieldClass.DynamicLengthString string -> string.encoding();
            case FieldClass.FixedLength _,FieldClass.VariableLengthInteger _,FieldClass.StaticLengthBlob _,FieldClass.DynamicLengthBlob _,FieldClass.Structure _,FieldClass.StaticLengthArray _,FieldClass.DynamicLengthArray _,FieldClass.Optional _,FieldClass.Variant _ ->
                StringEncoding.UTF_8;
        };
        return encoding == StringEncoding.UTF_8 ? null : encoding.charset();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable NumberText number(FieldClass field, LabelOrder labelOrder) {
        int bits = field instanceof FieldClass.FixedLength fixed ? fixed.lengthBits() : Long.SIZE;
        if (field instanceof FieldClass.IntegerLike integer) {
            LabelText labels = integer.mappings().isEmpty()
                    ? null
                    : new LabelText(integer.mappings(), integer.signedness(), labelOrder);
            return new NumberText(bits, integer.signedness(), integer.base(), labels, null);
        }
        return field instanceof FieldClass.FixedLengthBitArray array
                ? new NumberText(bits, Signedness.UNSIGNED, DisplayBase.HEXADECIMAL, null,
                        array.flags().isEmpty() ? null : new FlagText(array.flags()))
                : null;
    }
}
