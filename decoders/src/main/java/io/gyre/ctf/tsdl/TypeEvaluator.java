package io.gyre.ctf.tsdl;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.source.Diagnostics;
import io.gyre.ctf.tsdl.Type.Field;
import io.gyre.ctf.tsdl.Type.Reference;
import io.gyre.ctf.tsdl.syntax.Statement;
import io.gyre.ctf.tsdl.syntax.Statement.Declarator;
import io.gyre.ctf.tsdl.syntax.TypeExpression;
import io.gyre.ctf.tsdl.syntax.TypeExpression.Enumerator;
import io.gyre.ctf.tsdl.syntax.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns written types into {@link Type}s: looks names up in their scope, expands aliases and checks attributes. */
final class TypeEvaluator {
    private final Diagnostics diagnostics;
    private final TypeAttributes attributes;
    private final Map<String, Object> environment;
    /** The parser gives the same object for the same words. */
    private final IdentityHashMap<TypeExpression.IntegerType, Type> integers = new IdentityHashMap<>();
    /** Named types whose bodies are being read, to tell a recursive type from an unknown one. */
    private final Set<String> open = new HashSet<>();

    /** @param environment for array lengths such as {@code [env.n]} */
    TypeEvaluator(Diagnostics diagnostics, TypeAttributes attributes, Map<String, Object> environment) {
        this.diagnostics = diagnostics;
        this.attributes = attributes;
        this.environment = environment;
    }

    /** Adds the names that an alias, a type definition or a named type brings. Other statements bring none. */
    void define(Statement statement, TypeScope scope) throws MetadataException {
        switch (statement) {
            case Statement.TypeAlias alias ->
                define(scope, alias.alias(), declared(new Base(alias.type(), scope), alias.declarator()),
                        alias.offset());
            case Statement.TypeDefinition definition -> {
                var base = new Base(definition.type(), scope);
                for (Declarator declarator : definition.declarators()) {
                    define(scope, declarator.name(), declared(base, declarator), declarator.offset());
                }
            }
            case Statement.Fields fields -> evaluate(fields.type(), scope);
            case Statement.Attribute _,Statement.TypeAttribute _,Statement.Block _ -> {
            }
        }
    }

    private void define(TypeScope scope, String name, Type type, int offset) throws MetadataException {
        if (!scope.define(name, type)) {
            throw diagnostics.semantic(offset, "type `" + name + "` is defined twice in the same scope");
        }
    }

    Type evaluate(TypeExpression expression, TypeScope scope) throws MetadataException {
        return switch (expression) {
            case TypeExpression.Named named -> find(scope, named.name(), named.offset());
            case TypeExpression.IntegerType integer -> integer(integer);
            case TypeExpression.FloatingPointType floatingPoint -> attributes.floatingPoint(floatingPoint);
            case TypeExpression.StringType string -> attributes.string(string);
            case TypeExpression.StructureType structure -> structure(structure, scope);
            case TypeExpression.VariantType variant -> variant(variant, scope);
            case TypeExpression.EnumerationType enumeration -> enumeration(enumeration, scope);
        };
    }

    private Type integer(TypeExpression.IntegerType expression) throws MetadataException {
        Type known = integers.get(expression);
        if (known == null) {
            known = attributes.integer(expression);
            integers.put(expression, known);
        }
        return known;
    }

    private Type find(TypeScope scope, String name, int offset) throws MetadataException {
        Type type = scope.find(name);
        if (type != null) {
            return type;
        }
        throw diagnostics.semantic(offset, open.contains(name)
                ? "type `" + name + "` contains itself"
                : "type `" + name + "` is unknown here, expected a type that is defined before");
    }

    private Type structure(TypeExpression.StructureType expression, TypeScope scope) throws MetadataException {
        int minimumAlignment = 1;
        if (expression.alignment() != null) {
            if (expression.alignment().negative() || !TypeAttributes.isAlignment(expression.alignment().magnitude())) {
                throw diagnostics.semantic(expression.alignment().offset(), "alignment of a structure is "
                        + expression.alignment().description() + ", expected a power of two");
            }
            minimumAlignment = (int) expression.alignment().magnitude();
        }
        String name = expression.name() == null ? null : "struct " + expression.name();
        if (expression.body() == null) {
            var structure = (Type.Structure) find(scope, String.valueOf(name), expression.offset());
            return new Type.Structure(structure.fields(), Math.max(structure.minimumAlignment(), minimumAlignment));
        }
        var structure = new Type.Structure(fields(name, expression.body(), scope), minimumAlignment);
        return named(scope, name, structure, expression.offset());
    }

    private Type variant(TypeExpression.VariantType expression, TypeScope scope) throws MetadataException {
        String name = expression.name() == null ? null : "variant " + expression.name();
        Reference tag = expression.tag() == null
                ? null
                : new Reference(expression.tag().parts(), expression.tag().offset());
        if (expression.body() == null) {
            var variant = (Type.Variant) find(scope, String.valueOf(name), expression.offset());
            return new Type.Variant(tag == null ? variant.tag() : tag, variant.options());
        }
        List<Field> options = fields(name, expression.body(), scope);
        if (options.isEmpty()) {
            throw diagnostics.semantic(expression.offset(), "variant has no option, expected at least one");
        }
        return named(scope, name, new Type.Variant(tag, options), expression.offset());
    }

    private Type enumeration(TypeExpression.EnumerationType expression, TypeScope scope) throws MetadataException {
        String name = expression.name() == null ? null : "enum " + expression.name();
        List<Enumerator> enumerators = expression.enumerators();
        if (enumerators == null) {
            return find(scope, String.valueOf(name), expression.offset());
        }
        Type container = expression.container() == null
                ? find(scope, "int", expression.offset())
                : evaluate(expression.container(), scope);
        if (!(container instanceof Type.FixedInteger integer)) {
            throw diagnostics.semantic(expression.offset(), "container of an enumeration is " + container.description()
                    + ", expected an integer");
        }
        var enumeration = new Type.Enumeration(integer,
                EnumerationMappings.of(enumerators, integer, expression.offset(), diagnostics));
        return named(scope, name, enumeration, expression.offset());
    }

    private Type named(TypeScope scope, @Nullable String name, Type type, int offset) throws MetadataException {
        if (name != null) {
            define(scope, name, type, offset);
        }
        return type;
    }

    private List<Field> fields(@Nullable String owner, List<Statement> body, TypeScope outer) throws MetadataException {
        boolean opened = owner != null && open.add(owner);
        var scope = new TypeScope(outer);
        var fields = new ArrayList<Field>();
        var names = new HashSet<String>();
        for (Statement statement : body) {
            if (!(statement instanceof Statement.Fields declaration) || declaration.declarators().isEmpty()) {
                define(statement, scope);
                continue;
            }
            var base = new Base(declaration.type(), scope);
            for (Declarator declarator : declaration.declarators()) {
                diagnostics.enter("field", declarator.name());
                if (!names.add(declarator.name())) {
                    throw diagnostics.semantic(declarator.offset(), "there is a field of this name already");
                }
                fields.add(new Field(declarator.name(), declared(base, declarator), declarator.offset()));
                diagnostics.leave();
            }
        }
        if (opened) {
            open.remove(owner);
        }
        return fields;
    }

    /** {@return the base type with a declarator's pointers and array lengths} */
    private Type declared(Base base, Declarator declarator) throws MetadataException {
        Type type = declarator.pointers() == 0 ? base.plain() : base.pointer(declarator);
        for (Value length : declarator.lengths().reversed()) {
            type = array(type, length);
        }
        return type;
    }

    /** The type before one or more declarators, evaluated once, because it may define a name, and only when it is needed. */
    private final class Base {
        private final TypeExpression written;
        private final TypeScope scope;
        private @Nullable Type type;

        Base(TypeExpression written, TypeScope scope) {
            this.written = written;
            this.scope = scope;
        }

        Type plain() throws MetadataException {
            Type known = type;
            if (known == null) {
                known = evaluate(written, scope);
                type = known;
            }
            return known;
        }

        /** CTF 1.8 knows no pointers; {@code void *} is the name of an alias. */
        Type pointer(Declarator declarator) throws MetadataException {
            if (written instanceof TypeExpression.Named named) {
                return find(scope, declarator.typeName(named.name()), written.offset());
            }
            throw diagnostics.semantic(declarator.offset(),
                    "a pointer to " + plain().description() + ", expected a pointer type's alias");
        }
    }

    private Type array(Type element, Value length) throws MetadataException {
        return switch (length) {
            case Value.Whole number when number.isNatural() -> new Type.Array(element, number.magnitude());
            case Value.Name name when name.parts().getFirst().equals("env") && name.parts().size() > 1 -> {
                String key = String.join(".", name.parts().subList(1, name.parts().size()));
                if (environment.get(key) instanceof Long value && value >= 0) {
                    yield new Type.Array(element, value);
                }
                throw diagnostics.semantic(length.offset(), "array length " + length.description()
                        + " names no integer of the environment that is not negative");
            }
            case Value.Name name -> new Type.Sequence(element, new Reference(name.parts(), name.offset()));
            case Value.Whole _,Value.Quoted _ -> throw diagnostics.semantic(length.offset(), "array length is "
                    + length.description() + ", expected an integer that is not negative or a field's name");
        };
    }
}
