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
 * @param first what stands before the member when it is the first of its structure
 * @param next what stands before it otherwise
 * @param number null when the field is no number
 * @param isHidden whether this is a member of the packet context that a reader needs for itself and does not show
 */
record NodeText(byte[] first, byte[] next, @Nullable NumberText number, boolean isHidden) {

    /**
     * How an integer is written.
     *
     * @param labels null when the field is no enumeration
     */
    record NumberText(int bits, Signedness signedness, DisplayBase base, @Nullable LabelText labels) {}

    static NodeText of(FieldNode node) {
        FieldClass field = node.fieldClass();
        boolean isHidden = field instanceof FieldClass.IntegerLike integer && !integer.roles().isEmpty();
        return new NodeText(bytes(" " + node.name() + " = "), bytes(", " + node.name() + " = "), number(field),
                isHidden);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable NumberText number(FieldClass field) {
        int bits = field instanceof FieldClass.FixedLength fixed ? fixed.lengthBits() : Long.SIZE;
        if (field instanceof FieldClass.IntegerLike integer) {
            LabelText labels = integer.mappings().isEmpty()
                    ? null
                    : new LabelText(integer.mappings(), integer.signedness());
            return new NumberText(bits, integer.signedness(), integer.base(), labels);
        }
        return field instanceof FieldClass.FixedLengthBitArray
                ? new NumberText(bits, Signedness.UNSIGNED, DisplayBase.HEXADECIMAL, null)
                : null;
    }
}
