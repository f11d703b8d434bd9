package io.gyre.ctf.filter;

import io.gyre.ctf.filter.Expression.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cuts a filter expression into tokens. */
final class Lexer {
    private static final Pattern FLOAT = Pattern.compile(
            "(0[xX](\\p{XDigit}+\\.?\\p{XDigit}*|\\.\\p{XDigit}+)[pP][+-]?\\d+"
                    + "|0[xX](\\p{XDigit}+\\.\\p{XDigit}*|\\.\\p{XDigit}+)"
                    + "|(\\d+\\.\\d*|\\.\\d+)([eE][+-]?\\d+)?|\\d+[eE][+-]?\\d+)[fFlL]?");
    private static final Pattern INTEGER = Pattern.compile("(0[xX]\\p{XDigit}+|\\d+)([uU]?[lL]{0,2}|[lL]{1,2}[uU])");
    /** LTTng's names may hold colons; those of performance counters dashes, too. */
    private static final Pattern NAME = Pattern
            .compile("\\$?(perf:[A-Za-z0-9_:-]*[A-Za-z0-9_]|[A-Za-z_:][A-Za-z0-9_:]*)");
    private static final Pattern SIGN = Pattern.compile(
            "<<|>>|<=|>=|==|!=|&&|\\|\\||[-+!~&|^<>()\\[\\].*/%]");

    private final String text;
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** {@return the tokens, the last of which is the end} */
    static List<Token> tokens(String text) throws FilterException {
        var lexer = new Lexer(text);
        var tokens = new ArrayList<Token>();
        do {
            tokens.add(lexer.next());
        } while (tokens.getLast().kind() != Token.Kind.END);
        return tokens;
    }

    private Token next() throws FilterException {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return new Token(Token.Kind.END, "", new Place(at, at));
        }
        char first = text.charAt(at);
        if (first == '"' || first == '\'') {
            return string(first);
        }
        Token token = match(FLOAT, Token.Kind.FLOAT);
        token = token != null ? token : match(INTEGER, Token.Kind.INTEGER);
        token = token != null ? token : match(NAME, first == '$' ? Token.Kind.GLOBAL : Token.Kind.NAME);
        token = token != null ? token : match(SIGN, Token.Kind.SIGN);
        if (token == null) {
            throw new FilterException(FilterException.Kind.SYNTAX, text, new Place(at, at + 1), first == '='
                    ? "`=` is no operator, `==` compares"
                    : "no part of an expression begins with `" + Character.toString(text.codePointAt(at)) + "`");
        }
        return token;
    }

    private @Nullable Token match(Pattern pattern, Token.Kind kind) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        var place = new Place(at, matcher.end());
        at = matcher.end();
        return new Token(kind, matcher.group(), place);
    }

    /** The backslashes stay: what they stand for is the pattern's matter. That of {@code \"} goes. */
    private Token string(char quote) throws FilterException {
        int from = at;
        var content = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\\') {
                char escaped = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
                if (escaped != '\\' && escaped != '*' && escaped != quote) {
                    throw new FilterException(FilterException.Kind.SYNTAX, text, new Place(at, at + 2),
                            "in a string, a backslash stands before `*`, the quote or another backslash only");
                }
                content.append(escaped == quote ? "" : "\\");
                at++;
            }
            content.append(text.charAt(at));
            at++;
        }
        if (at >= text.length()) {
            throw new FilterException(FilterException.Kind.SYNTAX, text, new Place(from, from + 1),
                    "the string that begins here has no end");
        }
        at++;
        return new Token(Token.Kind.STRING, content.toString(), new Place(from, at));
    }
}
