package io.gyre.wire;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The text of record keys: parts between {@code /} and {@code #}, what would be mistaken for those percent-encoded. */
final class KeyText {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private KeyText() {}

    static void checkUnicode(String part) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(part)) {
            throw new IllegalArgumentException("not well-formed Unicode: " + part);
        }
    }

    static String escape(String part) {
        var text = new StringBuilder(part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (mustEscape(c)) {
                HEX.toHexDigits(text.append('%'), (byte) c);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** {@return the part}, of which {@code key} is the whole, for the error */
    static String unescape(String part, String key) throws RecordException {
        var text = new StringBuilder(part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c != '%') {
                if (mustEscape(c)) {
                    throw bad(key, "a character that must be percent-encoded is not");
                }
                text.append(c);
                continue;
            }
            int plain = escaped(part, i + 1);
            if (plain < 0) {
                throw bad(key, "'%' is not followed by a code that keys use");
            }
            text.append((char) plain);
            i += 2;
        }
        return text.toString();
    }

    /** {@return a canonical decimal number from {@code min} on} */
    static long number(String part, long min, String key) throws RecordException {
        try {
            long value = Long.parseLong(part);
            if (value >= min && Long.toString(value).equals(part)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new RecordException(RecordException.Kind.BAD_KEY, key, "'" + part + "' is no number", e);
        }
        throw bad(key, "'" + part + "' is not a plain number from " + min + " on");
    }

    static RecordException bad(String key, String message) {
        return new RecordException(RecordException.Kind.BAD_KEY, key, message);
    }

    /** {@return the character whose code stands at this place}, or a negative number; only what must be escaped may be */
    private static int escaped(String part, int at) {
        if (at + 2 > part.length()) {
            return -1;
        }
        String code = part.substring(at, at + 2);
        if (!HexFormat.isHexDigit(code.charAt(0)) || !HexFormat.isHexDigit(code.charAt(1))) {
            return -1;
        }
        char c = (char) HexFormat.fromHexDigits(code);
        return mustEscape(c) && HEX.toHexDigits((byte) c).equals(code) ? c : -1;
    }

    private static boolean mustEscape(char c) {
        return c < 0x20 || c == 0x7f || c == '%' || c == '/' || c == '#';
    }
}
