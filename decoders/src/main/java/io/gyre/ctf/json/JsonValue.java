package io.gyre.ctf.json;

import java.util.List;
import java.util.Map;

/** A value of JSON, and where it stands in the text. */
sealed interface JsonValue {
    int offset();

    /** {@return how an error message calls this value} */
    String description();

    record Text(String text, int offset) implements JsonValue {
        private static final int SHOWN = 60;

        @Override
        public String description() {
            return "\"" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + "\"";
        }
    }

    /**
     * An integer that 64 bits hold, as signed or as unsigned.
     *
     * @param bits two's complement
     * @param isNegative whether the bits are to be read as signed
     */
    record Whole(long bits, boolean isNegative, int offset) implements JsonValue {
        @Override
        public String description() {
            return isNegative ? Long.toString(bits) : Long.toUnsignedString(bits);
        }

        boolean fitsSigned() {
            return isNegative || bits >= 0;
        }
    }

    /** A number with a fraction or an exponent, or beyond 64 bits. */
    record OtherNumber(String digits, int offset) implements JsonValue {
        @Override
        public String description() {
            return digits;
        }
    }

    record Truth(boolean value, int offset) implements JsonValue {
        @Override
        public String description() {
            return Boolean.toString(value);
        }
    }

    record Null(int offset) implements JsonValue {
        @Override
        public String description() {
            return "null";
        }
    }

    record Array(List<JsonValue> elements, int offset) implements JsonValue {
        @Override
        public String description() {
            return "an array";
        }
    }

    /** @param members in the order of the text */
    record Structure(Map<String, JsonValue> members, int offset) implements JsonValue {
        @Override
        public String description() {
            return "an object";
        }
    }
}
