package io.gyre.ctf.tsdl.syntax;

import static io.gyre.ctf.tsdl.syntax.TokenKind.*;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.tsdl.syntax.Statement.Attribute;
import io.gyre.ctf.tsdl.syntax.Statement.Declarator;
import io.gyre.ctf.tsdl.syntax.TypeExpression.Enumerator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads types, declarators, and the bodies of structures, variants and enumerations. */
final class TypeParser {
    private static final Set<String> TYPE_WORDS = Set.of("const", "void", "char", "short", "int", "long", "float",
            "double", "signed",
            "unsigned", "_Bool", "_Complex", "_Imaginary");
    private static final Set<String> TYPE_KEYWORDS = Set.of("integer", "floating_point", "string", "struct", "variant",
            "enum");

    /** Integer types that are longer are not looked for among those before. */
    private static final int LONGEST_REPEATED = 256;
    private static final int MOST_REPEATED = 1024;

    private final TokenReader tokens;
    private final Repetitions repetitions;
    /** By their text. */
    private final Map<String, TypeExpression.IntegerType> integers = new HashMap<>();

    TypeParser(TokenReader tokens, Repetitions repetitions) {
        this.tokens = tokens;
        this.repetitions = repetitions;
    }

    /** {@return a type alias, a type definition or a named type, or null when there is none of these here} */
    @Nullable
    Statement declaration() throws MetadataException {
        Token first = tokens.peek();
        if (first.isKeyword("typealias")) {
            return typeAlias();
        } else if (first.isKeyword("typedef")) {
            tokens.take();
            return typeDefinition(type(), first.offset());
        } else if (!first.is(KEYWORD) || !TYPE_KEYWORDS.contains(first.text())) {
            return null;
        }
        TypeExpression type = type();
        if (tokens.peek().isKeyword("typedef")) {
            tokens.take();
            return typeDefinition(type, first.offset());
        }
        tokens.expect(SEMICOLON, "after a type");
        return new Statement.Fields(type, List.of(), first.offset());
    }

    private Statement typeAlias() throws MetadataException {
        tokens.take();
        TypeExpression type = type();
        Declarator declarator = declarator(DeclaratorKind.ABSTRACT, "");
        tokens.expect(TYPE_ASSIGNMENT, "after the type of a `typealias`");
        int nameOffset = tokens.peek().offset();
        String alias = typeWords();
        if (alias.isEmpty()) {
            throw tokens.unexpected("the new name of a `typealias`");
        }
        Declarator pointers = declarator(DeclaratorKind.ABSTRACT, "");
        tokens.expect(SEMICOLON, "after a `typealias`");
        return new Statement.TypeAlias(type, declarator, pointers.typeName(alias), nameOffset);
    }

    private Statement typeDefinition(TypeExpression type, int offset) throws MetadataException {
        List<Declarator> declarators = declarators("a new type's name");
        tokens.expect(SEMICOLON, "after a `typedef`");
        return new Statement.TypeDefinition(type, declarators, offset);
    }

    TypeExpression type() throws MetadataException {
        tokens.enter();
        try {
            Token first = tokens.peek();
            while (tokens.peek().isKeyword("const")) {
                tokens.take();
            }
            Token word = tokens.peek();
            if (word.isKeyword("integer")) {
                return integer();
            }
            if (word.is(KEYWORD) && TYPE_KEYWORDS.contains(word.text())) {
                tokens.take();
                return switch (word.text()) {
                    case "floating_point" ->
                        new TypeExpression.FloatingPointType(
                                attributes("floating_point", "an attribute of `floating_point` or '}'"), word.offset());
                    case "string" ->
                        new TypeExpression.StringType(
                                tokens.at(LEFT_BRACE)
                                        ? attributes("string", "an attribute of `string` or '}'")
                                        : List.of(),
                                word.offset());
                    case "struct" -> structure(word.offset());
                    case "variant" -> variant(word.offset());
                    default -> enumeration(word.offset());
                };
            }
            String name = typeWords();
            if (name.isEmpty()) {
                throw tokens.unexpected("a type");
            }
            return new TypeExpression.Named(name, first.offset());
        } finally {
            tokens.leave();
        }
    }

    /** More than half of what LTTng writes is a few integer types, again and again in the same words. */
    private TypeExpression.IntegerType integer() throws MetadataException {
        String text = repetitions == Repetitions.READ_ONCE ? tokens.upToBrace(LONGEST_REPEATED) : "";
        TypeExpression.IntegerType known = integers.get(text);
        if (known != null) {
            tokens.skip(text.length());
            return known;
        }
        int offset = tokens.take().offset();
        var integer = new TypeExpression.IntegerType(attributes("integer", "an attribute of `integer` or '}'"), offset);
        // A brace may also stand in a comment or a string.
        if (tokens.lastOffset() == offset + text.length() - 1 && integers.size() < MOST_REPEATED) {
            integers.put(text, integer);
        }
        return integer;
    }

    /** One alias name, or a run of words of C such as {@code unsigned long}. A qualifier {@code const} does not count. */
    private String typeWords() throws MetadataException {
        var name = new StringBuilder();
        while (tokens.at(KEYWORD) && TYPE_WORDS.contains(tokens.peek().text())) {
            String word = tokens.take().text();
            if (!word.equals("const")) {
                name.append(name.isEmpty() ? "" : " ").append(word);
            }
        }
        if (name.isEmpty() && tokens.at(IDENTIFIER)) {
            name.append(tokens.take().text());
            while (tokens.peek().isKeyword("const")) {
                tokens.take();
            }
        }
        return name.toString();
    }

    private List<Attribute> attributes(String owner, String expected) throws MetadataException {
        tokens.expect(LEFT_BRACE, "after", owner);
        var attributes = new ArrayList<Attribute>();
        while (!tokens.takeIf(RIGHT_BRACE)) {
            int offset = tokens.peek().offset();
            String name = TokenReader.dotted(tokens.dottedName(expected));
            tokens.expect(EQUALS, "after", name);
            Value value = tokens.value("a value");
            tokens.expect(SEMICOLON, "after the value of", name);
            attributes.add(new Attribute(name, value, offset));
        }
        return attributes;
    }

    private @Nullable String optionalName() throws MetadataException {
        return tokens.at(IDENTIFIER) ? tokens.take().text() : null;
    }

    private TypeExpression structure(int offset) throws MetadataException {
        String name = optionalName();
        List<Statement> body = null;
        if (tokens.at(LEFT_BRACE)) {
            body = body("struct");
        } else if (name == null) {
            throw tokens.unexpected("a name or '{' after `struct`");
        }
        Value.Whole alignment = null;
        if (tokens.peek().isKeyword("align")) {
            tokens.take();
            tokens.expect(LEFT_PARENTHESIS, "after `align`");
            alignment = tokens.number();
            if (alignment == null) {
                throw tokens.unexpected("an integer in `align(…)`");
            }
            tokens.expect(RIGHT_PARENTHESIS, "after the alignment");
        }
        return new TypeExpression.StructureType(name, body, alignment, offset);
    }

    private TypeExpression variant(int offset) throws MetadataException {
        String name = optionalName();
        Value.Name tag = null;
        if (tokens.takeIf(LESS_THAN)) {
            tag = tokens.fieldName("the name of the variant's tag field");
            tokens.expect(GREATER_THAN, "after the variant's tag");
        }
        List<Statement> body = null;
        if (tokens.at(LEFT_BRACE)) {
            body = body("variant");
        } else if (name == null) {
            throw tokens.unexpected("'{' with the variant's options");
        }
        return new TypeExpression.VariantType(name, tag, body, offset);
    }

    private List<Statement> body(String owner) throws MetadataException {
        tokens.expect(LEFT_BRACE, "after", owner);
        var statements = new ArrayList<Statement>();
        while (!tokens.at(RIGHT_BRACE)) {
            Token first = tokens.peek();
            if (first.is(END)) {
                throw tokens.unexpected("'}' to close `" + owner + "`");
            } else if (first.isKeyword("typealias") || first.isKeyword("typedef")) {
                Statement declaration = declaration();
                if (declaration != null) {
                    statements.add(declaration);
                }
            } else if (!tokens.takeIf(SEMICOLON)) {
                TypeExpression type = type();
                List<Declarator> names = tokens.at(SEMICOLON) && isNamed(type)
                        ? List.of()
                        : declarators("a field's name");
                tokens.expect(SEMICOLON, "after a field");
                statements.add(new Statement.Fields(type, names, first.offset()));
            }
        }
        tokens.take();
        return statements;
    }

    private static boolean isNamed(TypeExpression type) {
        return switch (type) {
            case TypeExpression.StructureType structure -> structure.name() != null;
            case TypeExpression.VariantType variant -> variant.name() != null;
            case TypeExpression.EnumerationType enumeration -> enumeration.name() != null;
            case TypeExpression.Named _,TypeExpression.IntegerType _,TypeExpression.FloatingPointType _,TypeExpression.StringType _ ->
                false;
        };
    }

    private TypeExpression enumeration(int offset) throws MetadataException {
        String name = optionalName();
        TypeExpression container = tokens.takeIf(COLON) ? type() : null;
        List<Enumerator> enumerators = null;
        if (tokens.takeIf(LEFT_BRACE)) {
            enumerators = new ArrayList<>();
            while (!tokens.at(RIGHT_BRACE)) {
                enumerators.add(enumerator());
                if (!tokens.takeIf(COMMA)) {
                    break;
                }
            }
            tokens.expect(RIGHT_BRACE, "or ',' after a mapping of `enum`");
        } else if (name == null || container != null) {
            throw tokens.unexpected("'{' with the mappings of `enum`");
        }
        return new TypeExpression.EnumerationType(name, container, enumerators, offset);
    }

    private Enumerator enumerator() throws MetadataException {
        Token label = tokens.peek();
        if (!label.is(IDENTIFIER) && !label.is(KEYWORD) && !label.is(STRING)) {
            throw tokens.unexpected("a label of `enum` or '}'");
        }
        tokens.take();
        Value.Whole lower = null;
        Value.Whole upper = null;
        if (tokens.takeIf(EQUALS)) {
            lower = bound();
            upper = tokens.takeIf(ELLIPSIS) ? bound() : lower;
        }
        return new Enumerator(label.text(), lower, upper, label.offset());
    }

    private Value.Whole bound() throws MetadataException {
        Value.Whole number = tokens.number();
        if (number == null) {
            throw tokens.unexpected("an integer");
        }
        return number;
    }

    private enum DeclaratorKind {
        ABSTRACT, NAMED
    }

    private List<Declarator> declarators(String what) throws MetadataException {
        var declarators = new ArrayList<Declarator>();
        do {
            declarators.add(declarator(DeclaratorKind.NAMED, what));
        } while (tokens.takeIf(COMMA));
        return declarators;
    }

    private Declarator declarator(DeclaratorKind kind, String what) throws MetadataException {
        int pointers = 0;
        while (tokens.at(ASTERISK) || tokens.peek().isKeyword("const")) {
            pointers += tokens.take().is(ASTERISK) ? 1 : 0;
        }
        int offset = tokens.peek().offset();
        String name = "";
        if (kind == DeclaratorKind.NAMED) {
            if (!tokens.at(IDENTIFIER)) {
                throw tokens.unexpected(what + ", which is no keyword");
            }
            name = tokens.take().text();
        }
        var lengths = new ArrayList<Value>();
        while (tokens.takeIf(LEFT_BRACKET)) {
            lengths.add(length());
            tokens.expect(RIGHT_BRACKET, "after an array's length");
        }
        return new Declarator(pointers, name, lengths, offset);
    }

    private Value length() throws MetadataException {
        String what = "a length or the name of a length field";
        return tokens.at(IDENTIFIER) || tokens.at(KEYWORD) ? tokens.fieldName(what) : tokens.value(what);
    }
}
