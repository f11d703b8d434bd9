package io.gyre.ctf.text;

import io.gyre.ctf.model.DisplayBase;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Mappings;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.text.bytes.TextCharset;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * What the text of one place in the tree of fields needs, rendered once.
 *
 * @param first what stands before the member when it is the first of its structure
 * @param next what stands before it otherwise
 * @param before what stands before the value alone
 * @param after what stands after the value
 * @param number null when the field is no number
 * @param flags null when the field is no bit map
 * @param charset of a string; written in UTF-8
 * @param isHidden whether this is a member of the packet context that a reader needs for itself and does not show
 */
record NodeText(byte[] first, byte[] next, byte[] before, byte[] after, @Nullable NumberText number,
        @Nullable FlagText flags, Charset charset, boolean isHidden) {

    /**
     * How an integer is written.
     *
     * @param labels null when the field is no enumeration
     */
    record NumberText(int bits, Signedness signedness, DisplayBase base, @Nullable LabelText labels) {}

    /** Whether the name of a field stands before it. */
    enum Naming {
        NAMED, NAMELESS
    }

    static NodeText of(FieldNode node, Naming naming, LabelOrder labelOrder, Palette palette) {
        FieldClass field = node.fieldClass();
        boolean isHidden = field instanceof FieldClass.IntegerLike integer && !integer.roles().isEmpty();
        NumberText number = number(field, labelOrder, palette);
        boolean isColored = isScalar(field);
        byte[] before = isColored && (number == null || number.labels() == null) ? palette.value() : new byte[0];
        byte[] after = isColored ? palette.reset() : new byte[0];
        var text = new LiteralText(palette);
        byte[] first = lead(text.text(" "), node, naming, before);
        byte[] next = lead(text.text(", "), node, naming, before);
        FlagText flags = field instanceof FieldClass.FixedLengthBitArray bits && !bits.flags().isEmpty()
                ? new FlagText(bits.flags(), palette)
                : null;
        return new NodeText(first, next, before, after, number, flags, TextCharset.of(field), isHidden);
    }

    private static byte[] lead(LiteralText text, FieldNode node, Naming naming, byte[] before) {
        if (naming == Naming.NAMED) {
            text.fieldName(node.name());
        }
        return text.code(before).take();
    }

    private static boolean isScalar(FieldClass field) {
        return switch (field) {
            case FieldClass.FixedLength _,FieldClass.VariableLengthInteger _,FieldClass.NullTerminatedString _,FieldClass.StaticLengthString _,FieldClass.DynamicLengthString _ ->
                true;
            case FieldClass.StaticLengthBlob _,FieldClass.DynamicLengthBlob _,FieldClass.Structure _,FieldClass.StaticLengthArray _,FieldClass.DynamicLengthArray _,FieldClass.Optional _,FieldClass.Variant _ ->
                false;
        };
    }

    private static @Nullable NumberText number(FieldClass field, LabelOrder labelOrder,
            Palette palette) {
        int bits = field instanceof FieldClass.FixedLength fixed ? fixed.lengthBits() : Long.SIZE;
        if (field instanceof FieldClass.IntegerLike integer) {
            Mappings mappings = integer.mappings();
            LabelText labels = mappings.isEmpty()
                    ? null
                    : new LabelText(mappings, integer.signedness(), labelOrder, palette);
            return new NumberText(bits, integer.signedness(), integer.base(), labels);
        }
        return field instanceof FieldClass.FixedLengthBitArray
                ? new NumberText(bits, Signedness.UNSIGNED, DisplayBase.HEXADECIMAL, null)
                : null;
    }
}
