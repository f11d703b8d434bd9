package io.gyre.ctf.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Composes text that is the same for many events. */
final class LiteralText {
    private final Palette palette;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    LiteralText(Palette palette) {
        this.palette = palette;
    }

    LiteralText text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    LiteralText code(byte[] code) {
        bytes.writeBytes(code);
        return this;
    }

    /** Writes the name of something in the header, or of a scope. */
    LiteralText name(String name) {
        return code(palette.name()).text(name).code(palette.reset()).text(" = ");
    }

    LiteralText fieldName(String name) {
        return code(palette.field()).text(name).code(palette.reset()).text(" = ");
    }

    /** {@return what was written since the last time} */
    byte[] take() {
        byte[] taken = bytes.toByteArray();
        bytes.reset();
        return taken;
    }
}
