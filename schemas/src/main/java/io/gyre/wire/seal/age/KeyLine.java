package io.gyre.wire.seal.age;

import java.util.ArrayList;
import java.util.List;

/** A line of a key file that is neither blank nor a comment; its text may be secret. */
record KeyLine(int number, String text) {

    static List<KeyLine> of(String content) {
        var lines = new ArrayList<KeyLine>();
        int number = 0;
        for (String line : content.lines().toList()) {
            number++;
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                lines.add(new KeyLine(number, text));
            }
        }
        return lines;
    }

    String resource(String file) {
        return file + ":" + number;
    }

    @Override
    public String toString() {
        return "line " + number;
    }
}
