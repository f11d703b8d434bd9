package io.gyre.ctf.filter;

import java.util.List;
import java.util.Optional;

/** What a filter says, before anything is known of a trace. Each part knows where in the text it stands. */
public sealed interface Expression {
    Place place();

    /** Characters of the text, from 0; {@code to} is the one after. */
    record Place(int from, int to) {
        Place upTo(Place last) {
            return new Place(from, last.to);
        }
    }

    /** A decimal, octal or hexadecimal number; beyond 2^63 it is negative, as LTTng has it. */
    record IntegerLiteral(Place place, long value) implements Expression {}

    record FloatLiteral(Place place, double value) implements Expression {}

    /** {@code *} matches any run of characters. */
    record StringLiteral(Place place, GlobPattern pattern) implements Expression {}

    /** A field: {@code msg.user[1].name}, {@code $ctx.vpid}, {@code $app.provider:type}. */
    record Reference(Place place, Origin origin, List<Step> steps) implements Expression {
        public Reference {
            steps = List.copyOf(steps);
        }
    }

    /** Where a field is looked for. */
    enum Origin {
        PAYLOAD("payload field"), CONTEXT("context field"), APPLICATION("application context field");

        private final String words;

        Origin(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** One step into a field. */
    sealed interface Step {
        Place place();
    }

    record Named(Place place, String name) implements Step {}

    /** @param index unsigned */
    record Indexed(Place place, long index) implements Step {}

    record Unary(Place place, UnaryOperator operator, Expression operand) implements Expression {}

    record Binary(Place place, BinaryOperator operator, Expression left, Expression right) implements Expression {}

    /** Operators with one operand, by their sign. */
    enum UnaryOperator {
        PLUS("+"), MINUS("-"), NOT("!"), COMPLEMENT("~");

        private final String sign;

        UnaryOperator(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }

    /** What kind of operands a binary operator takes, and what it makes of them. */
    enum Family {
        LOGIC, COMPARISON, BITS, SHIFT
    }

    /** Operators with two operands. Bits bind more tightly than comparisons, unlike in C. */
    enum BinaryOperator {
        OR("||", 1, Family.LOGIC), AND("&&", 2, Family.LOGIC), EQUAL("==", 3, Family.COMPARISON), UNEQUAL("!=", 3,
                Family.COMPARISON), LESS("<", 4, Family.COMPARISON), AT_MOST("<=", 4, Family.COMPARISON), GREATER(">",
                        4, Family.COMPARISON), AT_LEAST(">=", 4, Family.COMPARISON), BIT_OR("|", 5,
                                Family.BITS), BIT_XOR("^", 6, Family.BITS), BIT_AND("&", 7,
                                        Family.BITS), SHIFT_LEFT("<<", 8, Family.SHIFT), SHIFT_RIGHT(">>", 8,
                                                Family.SHIFT);

        private final String sign;
        private final int precedence;
        private final Family family;

        BinaryOperator(String sign, int precedence, Family family) {
            this.sign = sign;
            this.precedence = precedence;
            this.family = family;
        }

        public String sign() {
            return sign;
        }

        /** {@return how tightly it binds; the greater, the more} */
        int precedence() {
            return precedence;
        }

        public Family family() {
            return family;
        }

        static Optional<BinaryOperator> of(String sign) {
            for (BinaryOperator operator : values()) {
                if (operator.sign.equals(sign)) {
                    return Optional.of(operator);
                }
            }
            return Optional.empty();
        }
    }
}
