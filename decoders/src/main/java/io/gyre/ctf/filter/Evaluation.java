package io.gyre.ctf.filter;

import io.gyre.ctf.filter.Expression.BinaryOperator;
import io.gyre.ctf.model.StringEncoding;
import java.nio.charset.StandardCharsets;

/** Works a filter out from the values of one event. What is undefined is noted, and goes on as 0, since nothing can mend it. */
final class Evaluation {
    private final EventFilter filter;
    private final CapturedFields fields;
    private boolean undefined;

    Evaluation(EventFilter filter, CapturedFields fields) {
        this.filter = filter;
        this.fields = fields;
    }

    boolean matches() {
        undefined = false;
        return matches(filter.decision()) && !undefined;
    }

    private boolean matches(EventFilter.Decision decision) {
        return switch (decision) {
            case EventFilter.Never _ -> false;
            case EventFilter.Holds holds -> whole(holds.condition()) != 0;
            case EventFilter.Choose choose -> {
                for (EventFilter.Entry entry : choose.entries()) {
                    if (fields.isPresent(entry.access())) {
                        yield matches(entry.decision());
                    }
                }
                yield matches(choose.otherwise());
            }
        };
    }

    private void need(int access) {
        undefined |= !fields.isPresent(access);
    }

    private long whole(Term.Whole term) {
        return switch (term) {
            case Term.WholeValue value -> value.value();
            case Term.WholeField field -> {
                need(field.access());
                yield fields.whole(field.access());
            }
            case Term.Undefined _ -> {
                undefined = true;
                yield 0;
            }
            case Term.Negated negated -> -whole(negated.operand());
            case Term.Complemented complemented -> ~whole(complemented.operand());
            case Term.Not not -> whole(not.operand()) == 0 ? 1 : 0;
            case Term.NotReal not -> real(not.operand()) == 0 ? 1 : 0;
            case Term.Truncated truncated -> truncate(real(truncated.operand()));
            case Term.Bits bits -> bits(bits.operator(), whole(bits.left()), whole(bits.right()));
            case Term.Shifted shifted -> shift(shifted.operator(), whole(shifted.left()), whole(shifted.right()));
            case Term.Compared compared -> {
                long left = whole(compared.left());
                yield compared(compared.operator(), Long.compare(left, whole(compared.right())));
            }
            case Term.ComparedReal compared -> compared(compared.operator(), real(compared.left()),
                    real(compared.right()));
            case Term.ComparedText compared -> equality(compared.operator(), same(compared.left(), compared.right()));
            case Term.Matches matches -> equality(matches.operator(), matches(matches.text(), matches.pattern()));
            case Term.Both both -> whole(both.left()) == 0 ? 0 : whole(both.right());
            case Term.Either either -> whole(either.left()) != 0 ? 1 : whole(either.right());
        };
    }

    /** {@return an integer that is 0 when the number without its fraction is} What is no number, or beyond 64 bits, is not. */
    private static long truncate(double value) {
        return Math.abs(value) < 1 ? 0 : 1;
    }

    private static long bits(BinaryOperator operator, long left, long right) {
        return switch (operator) {
            case BIT_AND -> left & right;
            case BIT_OR -> left | right;
            case BIT_XOR -> left ^ right;
            case OR, AND, EQUAL, UNEQUAL, LESS, AT_MOST, GREATER, AT_LEAST, SHIFT_LEFT, SHIFT_RIGHT ->
                throw new IllegalStateException("not of bits: " + operator);
        };
    }

    private long shift(BinaryOperator operator, long value, long by) {
        undefined |= by < 0 || by >= Long.SIZE;
        return operator == BinaryOperator.SHIFT_LEFT ? value << by : value >>> by;
    }

    private static long compared(BinaryOperator operator, int order) {
        return compared(operator, order, 0.0);
    }

    /** What is no number is unequal to everything, and in no order. */
    private static long compared(BinaryOperator operator, double left, double right) {
        boolean holds = switch (operator) {
            case EQUAL -> left == right;
            case UNEQUAL -> left != right;
            case LESS -> left < right;
            case AT_MOST -> left <= right;
            case GREATER -> left > right;
            case AT_LEAST -> left >= right;
            case OR, AND, BIT_OR, BIT_XOR, BIT_AND, SHIFT_LEFT, SHIFT_RIGHT ->
                throw new IllegalStateException("no comparison: " + operator);
        };
        return holds ? 1 : 0;
    }

    private static long equality(BinaryOperator operator, boolean equal) {
        return equal == (operator == BinaryOperator.EQUAL) ? 1 : 0;
    }

    private double real(Term.Real term) {
        return switch (term) {
            case Term.RealValue value -> value.value();
            case Term.RealField field -> {
                need(field.access());
                yield fields.real(field.access());
            }
            case Term.RealOfWhole whole -> whole(whole.operand());
            case Term.NegatedReal negated -> -real(negated.operand());
        };
    }

    private boolean matches(Term.Text text, GlobPattern pattern) {
        return switch (text) {
            case Term.TextValue value -> pattern.matches(new String(value.pattern().bytes(), StandardCharsets.UTF_8));
            case Term.TextField field -> {
                need(field.access());
                yield !undefined && Texts.matches(fields.buffer(), fields.offset(field.access()),
                        fields.length(field.access()), encoding(field), pattern);
            }
        };
    }

    private boolean same(Term.Text left, Term.Text right) {
        if (left instanceof Term.TextField a && right instanceof Term.TextField b) {
            need(a.access());
            need(b.access());
            return !undefined && Texts.same(fields.buffer(), fields.offset(a.access()), fields.length(a.access()),
                    encoding(a), fields.offset(b.access()), fields.length(b.access()), encoding(b));
        }
        return left instanceof Term.TextValue value
                ? matches(right, value.pattern())
                : matches(left, ((Term.TextValue) right).pattern());
    }

    private StringEncoding encoding(Term.TextField field) {
        return ((FieldAccess.OfField) filter.accesses().get(field.access())).encoding();
    }
}
