package io.gyre.ctf.text.details;

import java.nio.charset.StandardCharsets;

/** Indented lines. */
final class Blocks {
    private final StringBuilder text = new StringBuilder();
    private int indent;

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
        text.repeat(' ', indent).append(words);
        return this;
    }

    Blocks add(String words) {
        text.append(words);
        return this;
    }

    Blocks newLine() {
        text.append('\n');
        return this;
    }

    Blocks line(String words) {
        return begin(words).newLine();
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    int length() {
        return text.length();
    }

    void truncate(int to) {
        text.setLength(to);
    }

    /** {@return all that was written since the last time} */
    byte[] take() {
        byte[] taken = text.toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        indent = 0;
        return taken;
    }
}
