package io.gyre.ctf.filter;

import io.gyre.ctf.filter.Expression.BinaryOperator;
import io.gyre.ctf.filter.Expression.Place;
import io.gyre.ctf.filter.Expression.UnaryOperator;
import io.gyre.ctf.filter.FilterException.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a filter expression by operator precedence. */
final class Parser {
    /** LTTng's own limit is 64 KiB of byte code; this is more than anyone writes, and walks over it need little stack. */
    private static final int TOKENS_LIMIT = 2000;
    private static final int DEPTH_LIMIT = 200;

    private final String text;
    private final List<Token> tokens;
    private int next;
    private int depth;

    private Parser(String text, List<Token> tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    static Expression parse(String text) throws FilterException {
        List<Token> tokens = Lexer.tokens(text);
        var parser = new Parser(text, tokens);
        if (tokens.size() > TOKENS_LIMIT) {
            throw parser.wrong(tokens.get(TOKENS_LIMIT).place(),
                    "an expression has at most " + TOKENS_LIMIT + " parts");
        }
        Expression expression = parser.binary(0);
        if (parser.peek().kind() != Token.Kind.END) {
            throw parser.unexpected("an operator or the end");
        }
        return expression;
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        Token token = peek();
        next++;
        return token;
    }

    private FilterException wrong(Place place, String message) {
        return new FilterException(Kind.SYNTAX, text, place, message);
    }

    private FilterException unexpected(String expected) {
        return wrong(peek().place(), "expected " + expected + ", not " + peek().words());
    }

    /** All operators that bind more tightly than {@code floor}, from left to right. */
    private Expression binary(int floor) throws FilterException {
        Expression left = unary();
        while (true) {
            Optional<BinaryOperator> operator = operator();
            if (operator.isEmpty() || operator.get().precedence() <= floor) {
                return left;
            }
            take();
            Expression right = binary(operator.get().precedence());
            left = new Expression.Binary(left.place().upTo(right.place()), operator.get(), left, right);
        }
    }

    private Optional<BinaryOperator> operator() throws FilterException {
        Token token = peek();
        if (token.is("+") || token.is("-") || token.is("*") || token.is("/") || token.is("%")) {
            throw wrong(token.place(), "filters do no arithmetic: `" + token.text() + "` stands between two operands");
        }
        return token.kind() == Token.Kind.SIGN ? BinaryOperator.of(token.text()) : Optional.empty();
    }

    private Expression unary() throws FilterException {
        Token token = peek();
        for (UnaryOperator operator : UnaryOperator.values()) {
            if (token.is(operator.sign())) {
                take();
                deeper(token);
                Expression operand = unary();
                depth--;
                return new Expression.Unary(token.place().upTo(operand.place()), operator, operand);
            }
        }
        return primary();
    }

    private void deeper(Token token) throws FilterException {
        depth++;
        if (depth > DEPTH_LIMIT) {
            throw wrong(token.place(), "more than " + DEPTH_LIMIT + " levels, one inside of the other");
        }
    }

    private Expression primary() throws FilterException {
        Token token = peek();
        return switch (token.kind()) {
            case INTEGER -> {
                take();
                yield new Expression.IntegerLiteral(token.place(), integer(token));
            }
            case FLOAT -> {
                take();
                yield new Expression.FloatLiteral(token.place(), real(token.text()));
            }
            case STRING -> {
                take();
                yield new Expression.StringLiteral(token.place(), GlobPattern.of(token.text()));
            }
            case NAME, GLOBAL -> reference();
            case SIGN, END -> {
                if (token.is("(")) {
                    yield parenthesized();
                }
                throw unexpected("a field, a number, a string or `(`");
            }
        };
    }

    private Expression parenthesized() throws FilterException {
        Token open = take();
        deeper(open);
        Expression inner = binary(0);
        depth--;
        if (!peek().is(")")) {
            throw unexpected("an operator or `)`");
        }
        take();
        return inner;
    }

    private long integer(Token token) throws FilterException {
        String digits = token.text().toLowerCase(Locale.ROOT).replaceAll("[ul]+$", "");
        int base = digits.startsWith("0x") ? 16 : digits.startsWith("0") ? 8 : 10;
        if (base == 8 && digits.matches(".*[89].*")) {
            throw wrong(token.place(), "a number that begins with 0 is octal and has no digit 8 or 9");
        }
        BigInteger value = new BigInteger(base == 16 ? digits.substring(2) : digits, base);
        if (value.bitLength() > Long.SIZE) {
            throw wrong(token.place(), "a number has at most 64 bits");
        }
        return value.longValue();
    }

    private static double real(String literal) {
        String digits = literal.toLowerCase(Locale.ROOT);
        if (!digits.startsWith("0x")) {
            return Double.parseDouble(digits.replaceAll("[fl]$", ""));
        }
        return Double.parseDouble(digits.contains("p") ? digits.replaceAll("[fl]$", "") : digits + "p0");
    }

    private Expression reference() throws FilterException {
        Token first = take();
        var steps = new ArrayList<Expression.Step>();
        Expression.Origin origin = Expression.Origin.PAYLOAD;
        if (first.kind() == Token.Kind.GLOBAL) {
            origin = switch (first.text()) {
                case "$ctx" -> Expression.Origin.CONTEXT;
                case "$app" -> Expression.Origin.APPLICATION;
                default -> throw wrong(first.place(), "after `$` comes `ctx` or `app`");
            };
            if (!peek().is(".")) {
                throw unexpected("`.` and the name of a context field");
            }
            take();
            name(steps);
        } else {
            steps.add(new Expression.Named(first.place(), first.text()));
        }
        while (peek().is(".") || peek().is("[")) {
            Token token = take();
            if (token.is(".")) {
                name(steps);
            } else {
                index(token, steps);
            }
        }
        if (origin == Expression.Origin.APPLICATION && !((Expression.Named) steps.getFirst()).name().contains(":")) {
            throw wrong(steps.getFirst().place(), "an application's context field is `$app.PROVIDER:TYPE`");
        }
        return new Expression.Reference(first.place().upTo(steps.getLast().place()), origin, steps);
    }

    private void name(List<Expression.Step> steps) throws FilterException {
        if (peek().kind() != Token.Kind.NAME) {
            throw unexpected("a field's name");
        }
        Token token = take();
        steps.add(new Expression.Named(token.place(), token.text()));
    }

    private void index(Token bracket, List<Expression.Step> steps) throws FilterException {
        Token token = peek();
        if (token.kind() != Token.Kind.INTEGER) {
            throw unexpected("a number, the element's index");
        }
        take();
        if (!peek().is("]")) {
            throw unexpected("`]`");
        }
        steps.add(new Expression.Indexed(bracket.place().upTo(take().place()), integer(token)));
    }
}
