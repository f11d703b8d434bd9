package io.gyre.ctf.filter;

import java.util.ArrayList;
import java.util.List;

/** A filter expression, read but not yet held against any trace. Immutable; equal when the texts are. */
public final class Filter {
    private final String text;
    private final Expression expression;

    private Filter(String text, Expression expression) {
        this.text = text;
        this.expression = expression;
    }

    /**
     * {@return the filter that a text says}
     *
     * @throws FilterException when it is no expression, or none that any trace could answer
     */
    public static Filter parse(String text) throws FilterException {
        var filter = new Filter(text, Parser.parse(text));
        FilterCheck.literals(filter);
        return filter;
    }

    public String text() {
        return text;
    }

    public Expression expression() {
        return expression;
    }

    /** {@return the fields it names, each time it does, from left to right} */
    List<Expression.Reference> references() {
        var references = new ArrayList<Expression.Reference>();
        collect(expression, references);
        return references;
    }

    private static void collect(Expression expression, List<Expression.Reference> references) {
        switch (expression) {
            case Expression.Reference reference -> references.add(reference);
            case Expression.Unary unary -> collect(unary.operand(), references);
            case Expression.Binary binary -> {
                collect(binary.left(), references);
                collect(binary.right(), references);
            }
            case Expression.IntegerLiteral _,Expression.FloatLiteral _,Expression.StringLiteral _ -> {
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Filter filter && filter.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
