package io.gyre.ctf.tsdl.syntax;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * What stands between quotes, as it becomes known. Escapes for bytes beyond ASCII that follow each other are a character in UTF-8, as
 * babeltrace2's own writer has it: {@code \xc3\xa9} is {@code é}. Those that are none are characters of Latin-1 each.
 */
final class QuotedText {
    private static final int FIRST_BEYOND_ASCII = 0x80;

    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    QuotedText character(char c) {
        endBytes();
        text.append(c);
        return this;
    }

    QuotedText codePoint(int codePoint) {
        endBytes();
        text.appendCodePoint(codePoint);
        return this;
    }

    QuotedText octet(int value) {
        if (value < FIRST_BEYOND_ASCII) {
            return codePoint(value);
        }
        bytes.write(value);
        return this;
    }

    /** {@return all of it}; an escaped NUL ends the text, as it does for readers written in C. */
    String beforeNul() {
        endBytes();
        int nul = text.indexOf("\0");
        return nul < 0 ? text.toString() : text.substring(0, nul);
    }

    private void endBytes() {
        if (bytes.size() > 0) {
            text.append(characters(ByteBuffer.wrap(bytes.toByteArray())));
            bytes.reset();
        }
    }

    private static CharBuffer characters(ByteBuffer utf8) {
        CharBuffer characters = CharBuffer.allocate(utf8.remaining());
        CharsetDecoder decoder = UTF_8.newDecoder();
        CoderResult result = decoder.decode(utf8, characters, true);
        while (result.isError()) {
            for (int i = 0; i < result.length(); i++) {
                characters.put((char) (utf8.get() & 0xFF));
            }
            result = decoder.decode(utf8, characters, true);
        }
        return characters.flip();
    }
}
