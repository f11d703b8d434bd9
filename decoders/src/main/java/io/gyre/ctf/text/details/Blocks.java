package io.gyre.ctf.text.details;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Indented lines. */
final class Blocks {
    private final Bytes text = new Bytes();
    private int indent;

    /** What is cut off again when an event turns out to be damaged. */
    private static final class Bytes extends ByteArrayOutputStream {
        private void truncate(int to) {
            count = to;
        }
    }

    Blocks in() {
        indent += 2;
        return this;
    }

    Blocks out() {
        indent -= 2;
        return this;
    }

    /** Begins a line, or what follows a new line. */
    Blocks begin(String words) {
        for (int i = 0; i < indent; i++) {
            text.write(' ');
        }
        return add(words);
    }

    Blocks add(String words) {
        text.writeBytes(words.getBytes(UTF_8));
        return this;
    }

    /** Adds bytes as they are, valid text or not. */
    Blocks add(byte[] bytes, int offset, int length) {
        text.write(bytes, offset, length);
        return this;
    }

    Blocks newLine() {
        text.write('\n');
        return this;
    }

    Blocks line(String words) {
        return begin(words).newLine();
    }

    boolean isEmpty() {
        return text.size() == 0;
    }

    int length() {
        return text.size();
    }

    void truncate(int to) {
        text.truncate(to);
    }

    /** {@return all that was written since the last time} */
    byte[] take() {
        byte[] taken = text.toByteArray();
        text.reset();
        indent = 0;
        return taken;
    }
}
