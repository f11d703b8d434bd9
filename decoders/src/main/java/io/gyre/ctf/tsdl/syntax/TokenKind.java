package io.gyre.ctf.tsdl.syntax;

/** The kinds of tokens of TSDL, with the words by which an error message calls them. */
enum TokenKind {
    IDENTIFIER("an identifier"), KEYWORD("a keyword"), INTEGER("an integer"), STRING("a string"), END(
            "the end of the metadata"), LEFT_BRACE("'{'"), RIGHT_BRACE("'}'"), LEFT_BRACKET("'['"), RIGHT_BRACKET(
                    "']'"), LEFT_PARENTHESIS("'('"), RIGHT_PARENTHESIS("')'"), LESS_THAN("'<'"), GREATER_THAN(
                            "'>'"), SEMICOLON("';'"), COLON("':'"), COMMA("','"), DOT("'.'"), ELLIPSIS("'...'"), EQUALS(
                                    "'='"), TYPE_ASSIGNMENT("':='"), PLUS("'+'"), MINUS("'-'"), ASTERISK("'*'");

    private final String description;

    TokenKind(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }
}
