package io.gyre.ctf.text.bytes;

import io.gyre.ctf.model.FieldClass;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** In which characters a field's bytes are written. */
public final class TextCharset {
    private TextCharset() {}

    /** {@return that of a string field; UTF-8 for any other} */
    public static Charset of(FieldClass field) {
        if (field instanceof FieldClass.NullTerminatedString string) {
            return string.encoding().charset();
        } else if (field instanceof FieldClass.StaticLengthString string) {
            return string.encoding().charset();
        } else if (field instanceof FieldClass.DynamicLengthString string) {
            return string.encoding().charset();
        }
        return StandardCharsets.UTF_8;
    }
}
