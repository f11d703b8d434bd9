package io.gyre.ctf.tsdl.syntax;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.source.Diagnostics;
import java.util.Set;

/** Cuts TSDL (CTF 1.8 §C) into tokens, one at a time. */
final class Lexer {
    private static final Set<String> KEYWORDS = Set.of("align", "callsite", "const", "char", "clock", "double", "enum",
            "env", "event",
            "floating_point", "float", "integer", "int", "long", "short", "signed", "stream", "string", "struct",
            "trace", "typealias",
            "typedef", "unsigned", "variant", "void", "_Bool", "_Complex", "_Imaginary");

    private static final boolean[] IN_WORDS = inWords();

    private final String text;
    /** Those of the text: metadata is read by code that has not been compiled yet, for which each call counts. */
    private final char[] characters;
    private final Diagnostics diagnostics;
    private int at;

    Lexer(Source source, Diagnostics diagnostics) {
        this.text = source.text();
        this.characters = text.toCharArray();
        this.diagnostics = diagnostics;
    }

    private static boolean[] inWords() {
        boolean[] inWords = new boolean[128];
        for (char c = 0; c < inWords.length; c++) {
            inWords[c] = isWordStart(c) || isDigit(c);
        }
        return inWords;
    }

    Token next() throws MetadataException {
        skipBlanks();
        if (at == characters.length) {
            return new Token(TokenKind.END, at, "", 0);
        }
        char c = characters[at];
        if (c == '"') {
            return quoted(at, at + 1, '"');
        }
        if (c == '\'') {
            return quoted(at, at + 1, '\'');
        }
        if (c == 'L' && at + 1 < characters.length && (characters[at + 1] == '"' || characters[at + 1] == '\'')) {
            return quoted(at, at + 2, characters[at + 1]);
        }
        if (isWordStart(c)) {
            return word();
        }
        return isDigit(c) ? number() : punctuator(c);
    }

    /** {@return the text from there up to and with a character, or an empty one when it does not come within so many} */
    String upTo(char last, int from, int atMost) {
        int end = text.indexOf(last, from, Math.min(characters.length, from + atMost));
        return end < 0 ? "" : text.substring(from, end + 1);
    }

    void goTo(int offset) {
        at = offset;
    }

    private void skipBlanks() throws MetadataException {
        while (at < characters.length) {
            char c = characters[at];
            if (c > '/') {
                return;
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x0B) {
                at++;
            } else if (c == '/' && text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw diagnostics.syntax(at, "comment is not closed, expected '*/'");
                }
                at = end + 2;
            } else if (c == '/' && text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? characters.length : end;
            } else {
                return;
            }
        }
    }

    private Token word() {
        int start = at;
        int end = at;
        while (end < characters.length && characters[end] < IN_WORDS.length && IN_WORDS[characters[end]]) {
            end++;
        }
        at = end;
        String word = text.substring(start, end);
        return new Token(isKeyword(word) ? TokenKind.KEYWORD : TokenKind.IDENTIFIER, start, word, 0);
    }

    static boolean isKeyword(String word) {
        return KEYWORDS.contains(word);
    }

    private Token number() throws MetadataException {
        int start = at;
        int radix = 10;
        if (characters[at] == '0') {
            radix = 8;
            if (at + 1 < characters.length && (characters[at + 1] == 'x' || characters[at + 1] == 'X')) {
                radix = 16;
                at += 2;
            }
        }
        int firstDigit = at;
        long value = 0;
        for (int digit; at < characters.length && (digit = Character.digit(characters[at], radix)) >= 0; at++) {
            long limit = Long.divideUnsigned(-1L - digit, radix);
            if (Long.compareUnsigned(value, limit) > 0) {
                throw diagnostics.syntax(start, "integer does not fit in 64 bits");
            }
            value = value * radix + digit;
        }
        if (at == firstDigit) {
            throw diagnostics.syntax(start, "expected a hexadecimal digit after '0x'");
        }
        while (at < characters.length && "uUlL".indexOf(characters[at]) >= 0) {
            at++;
        }
        if (at < characters.length && (isWordStart(characters[at]) || isDigit(characters[at]))) {
            throw diagnostics.syntax(at, "unexpected " + show(characters[at]) + " in an integer");
        }
        return new Token(TokenKind.INTEGER, start, "", value);
    }

    private Token quoted(int start, int first, char quote) throws MetadataException {
        String what = quote == '"' ? "string" : "character";
        var decoded = new QuotedText();
        at = first;
        while (true) {
            char c = at < characters.length ? characters[at] : '\n';
            if (c == quote) {
                at++;
                return new Token(TokenKind.STRING, start, decoded.beforeNul(), 0);
            } else if (c == '\n') {
                throw diagnostics.syntax(start, what + " is not closed, expected " + quote);
            } else if (c == 0) {
                throw diagnostics.syntax(at, "NUL in a " + what);
            } else if (c == '\\') {
                escape(decoded);
            } else {
                decoded.character(c);
                at++;
            }
        }
    }

    private void escape(QuotedText decoded) throws MetadataException {
        int start = at;
        char c = at + 1 < characters.length ? characters[at + 1] : 0;
        at += 2;
        int simple = "abfnrtv\\'\"?".indexOf(c);
        if (c != 0 && simple >= 0) {
            decoded.character("\u0007\b\f\n\r\t\u000B\\'\"?".charAt(simple));
        } else if (c >= '0' && c <= '7') {
            at--;
            int value = digits(start, 8, 1, 3);
            if (value <= 0xFF) {
                decoded.octet(value);
            } else {
                decoded.codePoint(value);
            }
        } else if (c == 'x') {
            // C sets no end to the digits; babeltrace2 reads three and keeps a byte, so that \x023 is '#'.
            decoded.octet(digits(start, 16, 1, 3) & 0xFF);
        } else if (c == 'u') {
            decoded.codePoint(digits(start, 16, 4, 4));
        } else if (c == 'U') {
            decoded.codePoint(digits(start, 16, 8, 8));
        } else {
            throw diagnostics.syntax(start, "unknown escape sequence `\\" + (c < ' ' ? "" : c) + "`");
        }
    }

    private int digits(int start, int radix, int atLeast, int atMost) throws MetadataException {
        int count = 0;
        long value = 0;
        for (int digit; count < atMost && at < characters.length
                && (digit = Character.digit(characters[at], radix)) >= 0; count++) {
            value = value * radix + digit;
            at++;
        }
        if (count < atLeast || !Character.isValidCodePoint((int) value) || value > Character.MAX_CODE_POINT) {
            throw diagnostics.syntax(start, "bad escape sequence, expected a code point in digits of base " + radix);
        }
        return (int) value;
    }

    private Token punctuator(char c) throws MetadataException {
        int start = at;
        TokenKind kind = switch (c) {
            case '{' -> TokenKind.LEFT_BRACE;
            case '}' -> TokenKind.RIGHT_BRACE;
            case '[' -> TokenKind.LEFT_BRACKET;
            case ']' -> TokenKind.RIGHT_BRACKET;
            case '(' -> TokenKind.LEFT_PARENTHESIS;
            case ')' -> TokenKind.RIGHT_PARENTHESIS;
            case '<' -> TokenKind.LESS_THAN;
            case '>' -> TokenKind.GREATER_THAN;
            case ';' -> TokenKind.SEMICOLON;
            case ',' -> TokenKind.COMMA;
            case '=' -> TokenKind.EQUALS;
            case '+' -> TokenKind.PLUS;
            case '-' -> TokenKind.MINUS;
            case '*' -> TokenKind.ASTERISK;
            case ':' -> text.startsWith(":=", at) ? TokenKind.TYPE_ASSIGNMENT : TokenKind.COLON;
            case '.' -> text.startsWith("...", at) ? TokenKind.ELLIPSIS : TokenKind.DOT;
            default -> throw diagnostics.syntax(at, "unexpected " + show(c));
        };
        at += kind == TokenKind.ELLIPSIS ? 3 : kind == TokenKind.TYPE_ASSIGNMENT ? 2 : 1;
        return new Token(kind, start, "", 0);
    }

    private static boolean isWordStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String show(char c) {
        return c == 0 ? "NUL" : c < ' ' || c > '~' ? String.format("character U+%04X", (int) c) : "'" + c + "'";
    }
}
