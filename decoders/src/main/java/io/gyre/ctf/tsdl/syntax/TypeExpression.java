package io.gyre.ctf.tsdl.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A type as it was written. */
public sealed interface TypeExpression {
    int offset();

    /** The name of an alias; several words for {@code unsigned long} and its like. */
    record Named(String name, int offset) implements TypeExpression {}

    record IntegerType(List<Statement.Attribute> attributes, int offset) implements TypeExpression {}

    record FloatingPointType(List<Statement.Attribute> attributes, int offset) implements TypeExpression {}

    record StringType(List<Statement.Attribute> attributes, int offset) implements TypeExpression {}

    /** @param body null for a reference to a named structure */
    record StructureType(@Nullable String name, @Nullable List<Statement> body, Value.@Nullable Whole alignment,
            int offset)
            implements
                TypeExpression {}

    /** @param body null for a reference to a named variant */
    record VariantType(@Nullable String name, Value.@Nullable Name tag, @Nullable List<Statement> body, int offset)
            implements
                TypeExpression {}

    /** @param enumerators null for a reference to a named enumeration */
    record EnumerationType(@Nullable String name, @Nullable TypeExpression container,
            @Nullable List<Enumerator> enumerators, int offset)
            implements
                TypeExpression {}

    /** {@code label}, {@code label = value} or {@code label = lower ... upper}. */
    record Enumerator(String label, Value.@Nullable Whole lower, Value.@Nullable Whole upper, int offset) {}
}
