package io.gyre.ctf.tsdl.syntax;

/**
 * One token.
 *
 * @param offset of its first character in {@link Source#text()}
 * @param text the identifier or keyword, or the string with its escapes decoded; empty for others
 * @param value of an integer, unsigned
 */
record Token(TokenKind kind, int offset, String text, long value) {

    boolean is(TokenKind wanted) {
        return kind == wanted;
    }

    boolean isKeyword(String word) {
        return kind == TokenKind.KEYWORD && text.equals(word);
    }

    /** {@return how an error message calls this token} */
    String description() {
        return switch (kind) {
            case IDENTIFIER -> "`" + text + "`";
            case KEYWORD -> "keyword `" + text + "`";
            case INTEGER -> Long.toUnsignedString(value);
            case STRING -> "string \"" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "\"";
            case END, LEFT_BRACE, RIGHT_BRACE, LEFT_BRACKET, RIGHT_BRACKET, LEFT_PARENTHESIS, RIGHT_PARENTHESIS,
                    LESS_THAN, GREATER_THAN,
                    SEMICOLON, COLON, COMMA, DOT, ELLIPSIS, EQUALS, TYPE_ASSIGNMENT, PLUS, MINUS, ASTERISK ->
                kind.description();
        };
    }
}
