package io.gyre.ctf.text;

import io.gyre.ctf.text.TextOptions.Coloring;
import java.nio.charset.StandardCharsets;

/**
 * The codes (ECMA-48 SGR) that babeltrace2 writes ahead of each kind of text, and after it; all empty without colours.
 *
 * @param name of what stands in an event's header, and of scopes
 */
record Palette(byte[] name, byte[] field, byte[] value, byte[] unknown, byte[] eventName, byte[] time, byte[] warning,
        byte[] warningTitle, byte[] reset) {

    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String MAGENTA = "\u001b[35m";
    private static final String CYAN = "\u001b[36m";
    static final String RESET = "\u001b[0m";

    private static final Palette PLAIN = of("", "", "", "", "", "", "", "", "");
    /** Bright colours are bold ones, as babeltrace2 has it by default. */
    private static final Palette COLORED = of(BOLD, CYAN, BOLD, BOLD + BOLD + RED, BOLD + BOLD + MAGENTA,
            BOLD + BOLD + YELLOW, YELLOW, BOLD, RESET);

    static Palette of(Coloring coloring) {
        return switch (coloring) {
            case PLAIN -> PLAIN;
            case COLORED -> COLORED;
        };
    }

    private static Palette of(String name, String field, String value, String unknown, String eventName, String time,
            String warning, String warningTitle, String reset) {
        return new Palette(code(name), code(field), code(value), code(unknown), code(eventName), code(time),
                code(warning), code(warningTitle), code(reset));
    }

    private static byte[] code(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
