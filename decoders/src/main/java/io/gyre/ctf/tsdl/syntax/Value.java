package io.gyre.ctf.tsdl.syntax;

import java.util.List;

/** The right side of an attribute. */
public sealed interface Value {
    int offset();

    /** {@return how an error message calls this value} */
    String description();

    /** @param magnitude unsigned */
    record Whole(boolean negative, long magnitude, int offset) implements Value {
        @Override
        public String description() {
            return (negative ? "-" : "") + Long.toUnsignedString(magnitude);
        }

        /** {@return whether the number is 0 or positive and fits a {@code long}} */
        public boolean isNatural() {
            return magnitude >= 0 && (!negative || magnitude == 0);
        }

        /** {@return the two's complement bits} */
        public long bits() {
            return negative ? -magnitude : magnitude;
        }

        public boolean fitsSigned() {
            return negative ? magnitude >= 0 || magnitude == Long.MIN_VALUE : magnitude >= 0;
        }
    }

    record Quoted(String text, int offset) implements Value {
        @Override
        public String description() {
            return "\"" + text + "\"";
        }
    }

    /** A dotted name, or just a word such as {@code le} or {@code true}. */
    record Name(List<String> parts, int offset) implements Value {
        public Name {
            parts = List.copyOf(parts);
        }

        @Override
        public String description() {
            return "`" + String.join(".", parts) + "`";
        }
    }
}
