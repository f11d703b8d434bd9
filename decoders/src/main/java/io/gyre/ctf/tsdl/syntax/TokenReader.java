package io.gyre.ctf.tsdl.syntax;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.source.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lexer with one token of look-ahead, and the small pieces of grammar that every parser needs. */
final class TokenReader {
    /** Deeper nesting than any tracer writes; keeps the parsers' and resolvers' recursion bounded. */
    static final int MAX_DEPTH = 64;

    private final Lexer lexer;
    private final Diagnostics diagnostics;
    private Token current;
    private int lastOffset;
    private int depth;

    TokenReader(Source source, Diagnostics diagnostics) throws MetadataException {
        this.lexer = new Lexer(source, diagnostics);
        this.diagnostics = diagnostics;
        this.current = lexer.next();
    }

    Token peek() {
        return current;
    }

    Token take() throws MetadataException {
        Token token = current;
        lastOffset = token.offset();
        current = lexer.next();
        return token;
    }

    /** {@return where the token taken last begins} */
    int lastOffset() {
        return lastOffset;
    }

    /** {@return the text from the next token up to the first {@code '}'}, or an empty one when there is none within so many characters} */
    String upToBrace(int atMost) {
        return lexer.upTo('}', current.offset(), atMost);
    }

    /** Goes on behind so many characters from the next token on. */
    void skip(int characters) throws MetadataException {
        lexer.goTo(current.offset() + characters);
        current = lexer.next();
    }

    boolean at(TokenKind kind) {
        return current.is(kind);
    }

    boolean takeIf(TokenKind kind) throws MetadataException {
        if (!current.is(kind)) {
            return false;
        }
        take();
        return true;
    }

    Token expect(TokenKind kind, String where) throws MetadataException {
        if (!current.is(kind)) {
            throw unexpected(kind.description() + " " + where);
        }
        return take();
    }

    /** The same, where that is before or after something with a name. */
    Token expect(TokenKind kind, String where, String name) throws MetadataException {
        return current.is(kind) ? take() : expect(kind, where + " `" + name + "`");
    }

    MetadataException unexpected(String expected) {
        return diagnostics.syntax(current.offset(), "expected " + expected + ", found " + current.description());
    }

    /** Counts a level of nesting; {@link #leave} takes it back. */
    void enter() throws MetadataException {
        if (++depth > MAX_DEPTH) {
            throw diagnostics.tooLarge(current.offset(), "nested deeper than " + MAX_DEPTH + " levels");
        }
    }

    void leave() {
        depth--;
    }

    /** A name with dots. Keywords are allowed, as in {@code packet.context} and {@code event.header}. */
    List<String> dottedName(String what) throws MetadataException {
        var parts = new ArrayList<String>();
        do {
            if (!at(TokenKind.IDENTIFIER) && !at(TokenKind.KEYWORD)) {
                throw unexpected(what);
            }
            parts.add(take().text());
        } while (takeIf(TokenKind.DOT));
        return parts;
    }

    /** {@return the parts with dots between them} */
    static String dotted(List<String> parts) {
        return parts.size() == 1 ? parts.getFirst() : String.join(".", parts);
    }

    /** The dotted name of a field. Its scope is named by keywords, but no field is called by one. */
    Value.Name fieldName(String what) throws MetadataException {
        int offset = current.offset();
        List<String> parts = dottedName(what);
        if (Lexer.isKeyword(parts.getLast())) {
            throw diagnostics.syntax(offset,
                    "expected " + what + ", which is no keyword, found `" + String.join(".", parts) + "`");
        }
        return new Value.Name(parts, offset);
    }

    /** {@return a signed integer, or null when there is none here} */
    Value.@Nullable Whole number() throws MetadataException {
        int offset = current.offset();
        boolean signed = false;
        boolean negative = false;
        while (at(TokenKind.PLUS) || at(TokenKind.MINUS)) {
            signed = true;
            negative ^= take().is(TokenKind.MINUS);
        }
        if (at(TokenKind.INTEGER)) {
            long magnitude = take().value();
            return new Value.Whole(negative && magnitude != 0, magnitude, offset);
        }
        if (signed) {
            throw unexpected("an integer after a sign");
        }
        return null;
    }

    Value value(String what) throws MetadataException {
        Value.Whole number = number();
        if (number != null) {
            return number;
        }
        int offset = current.offset();
        if (at(TokenKind.STRING)) {
            return new Value.Quoted(take().text(), offset);
        }
        return new Value.Name(dottedName(what), offset);
    }
}
