package io.gyre.ctf.text.json;

import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.text.bytes.LineBuffer;
import io.gyre.ctf.text.bytes.TextCharset;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the JSON of one place in the tree of fields needs, rendered once.
 *
 * @param first the member's name when it is the first of its structure
 * @param next the same with a comma
 * @param labels null when the field has none
 * @param isSingle whether the field is a floating point number of at most 32 bits
 * @param isHidden whether this is a member of the packet context that a reader needs for itself
 */
record NodeJson(byte[] first, byte[] next, Signedness signedness, @Nullable LabelJson labels, Charset charset,
        boolean isSingle, boolean isHidden) {

    static NodeJson of(FieldNode node) {
        FieldClass field = node.fieldClass();
        Signedness signedness = field instanceof FieldClass.IntegerLike integer
                ? integer.signedness()
                : Signedness.UNSIGNED;
        boolean isHidden = field instanceof FieldClass.IntegerLike integer && !integer.roles().isEmpty();
        boolean isSingle = field instanceof FieldClass.FixedLengthFloatingPoint number
                && number.lengthBits() <= Float.SIZE;
        return new NodeJson(name("", node.name()), name(",", node.name()), signedness, LabelJson.of(field),
                TextCharset.of(field), isSingle, isHidden);
    }

    static byte[] name(String before, String name) {
        return (before + quoted(name) + ":").getBytes(StandardCharsets.UTF_8);
    }

    static String quoted(String text) {
        var quoted = new LineBuffer(OutputStream.nullOutputStream());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        quoted.putJsonString(bytes, 0, bytes.length);
        return new String(quoted.copyFrom(0), StandardCharsets.UTF_8);
    }
}
