package io.gyre.ctf.tsdl.syntax;

import static io.gyre.ctf.tsdl.syntax.TokenKind.*;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.source.Diagnostics;
import io.gyre.ctf.tsdl.syntax.Statement.Attribute;
import io.gyre.ctf.tsdl.syntax.Statement.Block;
import java.util.ArrayList;
import java.util.List;

/** Reads blocks and the declarations at the top of TSDL (CTF 1.8 §C.2), by recursive descent. */
public final class Parser {
    private final TokenReader tokens;
    private final TypeParser types;

    private Parser(Source source, Diagnostics diagnostics, Repetitions repetitions) throws MetadataException {
        this.tokens = new TokenReader(source, diagnostics);
        this.types = new TypeParser(tokens, repetitions);
    }

    public static List<Statement> parse(Source source, Diagnostics diagnostics, Repetitions repetitions)
            throws MetadataException {
        var parser = new Parser(source, diagnostics, repetitions);
        var statements = new ArrayList<Statement>();
        while (!parser.tokens.at(END)) {
            if (!parser.tokens.takeIf(SEMICOLON)) {
                statements.add(parser.topLevel());
            }
        }
        return statements;
    }

    private Statement topLevel() throws MetadataException {
        Token first = tokens.peek();
        Block.Kind kind = first.is(KEYWORD) ? Block.Kind.of(first.text()) : null;
        if (kind != null) {
            return block(kind);
        }
        Statement declaration = types.declaration();
        if (declaration == null) {
            throw tokens.unexpected(
                    "`trace`, `env`, `clock`, `stream`, `event`, `callsite`, `typealias`, `typedef` or a type");
        }
        return declaration;
    }

    private Block block(Block.Kind kind) throws MetadataException {
        int offset = tokens.take().offset();
        tokens.expect(LEFT_BRACE, "after", kind.keyword());
        var statements = new ArrayList<Statement>();
        while (!tokens.at(RIGHT_BRACE)) {
            if (tokens.at(END)) {
                throw tokens.unexpected("'}' to close the block `" + kind.keyword() + "`");
            }
            if (!tokens.takeIf(SEMICOLON)) {
                Statement declaration = types.declaration();
                statements.add(declaration == null ? attribute() : declaration);
            }
        }
        tokens.take();
        tokens.expect(SEMICOLON, "after the block", kind.keyword());
        return new Block(kind, statements, offset);
    }

    /** {@code a.b = value;} or {@code a.b := type;} */
    private Statement attribute() throws MetadataException {
        int offset = tokens.peek().offset();
        String name = tokens.at(STRING)
                ? tokens.take().text()
                : TokenReader.dotted(tokens.dottedName("an attribute's name or '}'"));
        if (tokens.takeIf(TYPE_ASSIGNMENT)) {
            TypeExpression type = types.type();
            tokens.expect(SEMICOLON, "after the type of", name);
            return new Statement.TypeAttribute(name, type, offset);
        }
        tokens.expect(EQUALS, "or ':=' after", name);
        Value value = tokens.value("a value");
        tokens.expect(SEMICOLON, "after the value of", name);
        return new Attribute(name, value, offset);
    }
}
