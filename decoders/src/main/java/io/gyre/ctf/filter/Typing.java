package io.gyre.ctf.filter;

import io.gyre.ctf.filter.Expression.BinaryOperator;
import io.gyre.ctf.filter.Expression.Place;
import io.gyre.ctf.filter.Expression.Reference;
import io.gyre.ctf.filter.Expression.UnaryOperator;
import io.gyre.ctf.filter.FilterException.Kind;
import java.util.function.Function;

/** Gives every part of an expression its type. */
final class Typing {
    private final String text;
    private final Function<Reference, Term> fields;
    private final Mismatch mismatch;

    /** What becomes of operands that do not suit their operator. */
    enum Mismatch {
        /** The expression is wrong. */
        THROWN,
        /** Only the events that have such operands are: the type is told by the event, as that of a variant. */
        UNDEFINED
    }

    /** @param fields what each reference is */
    Typing(String text, Function<Reference, Term> fields, Mismatch mismatch) {
        this.text = text;
        this.fields = fields;
        this.mismatch = mismatch;
    }

    /** {@return what says whether an event matches} */
    Term.Whole condition(Expression expression) throws FilterException {
        return switch (term(expression)) {
            case Term.Whole whole -> whole;
            case Term other -> wrong(expression.place(),
                    "a filter is a condition, and this is " + words(other) + "; compare it with something");
        };
    }

    private Term term(Expression expression) throws FilterException {
        return switch (expression) {
            case Expression.IntegerLiteral literal -> new Term.WholeValue(literal.value());
            case Expression.FloatLiteral literal -> new Term.RealValue(literal.value());
            case Expression.StringLiteral literal -> new Term.TextValue(literal.pattern());
            case Reference reference -> fields.apply(reference);
            case Expression.Unary unary -> unary(unary, term(unary.operand()));
            case Expression.Binary binary -> switch (binary.operator().family()) {
                case LOGIC -> logic(binary);
                case COMPARISON -> comparison(binary, term(binary.left()), term(binary.right()));
                case BITS, SHIFT -> bits(binary, term(binary.left()), term(binary.right()));
            };
        };
    }

    private Term.Whole wrong(Place place, String message) throws FilterException {
        if (mismatch == Mismatch.UNDEFINED) {
            return new Term.Undefined();
        }
        throw new FilterException(Kind.TYPE, text, place, message);
    }

    private static String words(Term term) {
        return switch (term) {
            case Term.Whole _ -> FieldAccess.Type.INTEGER.words();
            case Term.Real _ -> FieldAccess.Type.REAL.words();
            case Term.Text _ -> FieldAccess.Type.TEXT.words();
        };
    }

    private Term.Whole unsuited(Expression operand, Term term, String sign, String expected) throws FilterException {
        return wrong(operand.place(), "`" + sign + "` takes " + expected + ", and this is " + words(term));
    }

    private Term unary(Expression.Unary unary, Term operand) throws FilterException {
        UnaryOperator operator = unary.operator();
        return switch (operand) {
            case Term.Undefined undefined -> undefined;
            case Term.Whole whole -> switch (operator) {
                case PLUS -> whole;
                case MINUS -> new Term.Negated(whole);
                case NOT -> new Term.Not(whole);
                case COMPLEMENT -> new Term.Complemented(whole);
            };
            case Term.Real real -> switch (operator) {
                case PLUS -> real;
                case MINUS -> new Term.NegatedReal(real);
                case NOT -> new Term.NotReal(real);
                case COMPLEMENT -> unsuited(unary.operand(), real, operator.sign(), "an integer");
            };
            case Term.Text string -> unsuited(unary.operand(), string, operator.sign(), "a number");
        };
    }

    private Term.Whole logic(Expression.Binary binary) throws FilterException {
        Term.Whole left = truth(binary, binary.left());
        Term.Whole right = truth(binary, binary.right());
        return binary.operator() == BinaryOperator.AND ? new Term.Both(left, right) : new Term.Either(left, right);
    }

    private Term.Whole truth(Expression.Binary binary, Expression operand) throws FilterException {
        return switch (term(operand)) {
            case Term.Whole whole -> whole;
            case Term.Real real -> new Term.Truncated(real);
            case Term.Text string -> unsuited(operand, string, binary.operator().sign(), "conditions");
        };
    }

    private Term.Whole bits(Expression.Binary binary, Term left, Term right) throws FilterException {
        BinaryOperator operator = binary.operator();
        if (!(left instanceof Term.Whole a)) {
            return unsuited(binary.left(), left, operator.sign(), "integers");
        }
        if (!(right instanceof Term.Whole b)) {
            return unsuited(binary.right(), right, operator.sign(), "integers");
        }
        return operator.family() == Expression.Family.BITS
                ? new Term.Bits(operator, a, b)
                : new Term.Shifted(operator, a, b);
    }

    private Term.Whole comparison(Expression.Binary binary, Term left, Term right) throws FilterException {
        BinaryOperator operator = binary.operator();
        if (left instanceof Term.Undefined || right instanceof Term.Undefined) {
            return new Term.Undefined();
        }
        if (left instanceof Term.Text a && right instanceof Term.Text b) {
            return texts(binary, a, b);
        }
        if (left instanceof Term.Whole a && right instanceof Term.Whole b) {
            return new Term.Compared(operator, a, b);
        }
        if (left instanceof Term.Text || right instanceof Term.Text) {
            return wrong(binary.place(), "`" + operator.sign() + "` compares " + words(left) + " with " + words(right));
        }
        return new Term.ComparedReal(operator, real(left), real(right));
    }

    private static Term.Real real(Term number) {
        return switch (number) {
            case Term.Whole whole -> new Term.RealOfWhole(whole);
            case Term.Real real -> real;
            case Term.Text _ -> throw new IllegalStateException("a string is no number");
        };
    }

    private Term.Whole texts(Expression.Binary binary, Term.Text left, Term.Text right) throws FilterException {
        BinaryOperator operator = binary.operator();
        if (operator != BinaryOperator.EQUAL && operator != BinaryOperator.UNEQUAL) {
            return wrong(binary.place(), "strings are compared with `==` and `!=` only");
        }
        if (left instanceof Term.TextValue value && value.pattern().hasStar()) {
            return right instanceof Term.TextValue other && other.pattern().hasStar()
                    ? wrong(binary.place(), "two patterns with `*` cannot be compared")
                    : new Term.Matches(operator, right, value.pattern());
        }
        return right instanceof Term.TextValue value
                ? new Term.Matches(operator, left, value.pattern())
                : new Term.ComparedText(operator, left, right);
    }
}
