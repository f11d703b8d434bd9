package io.gyre.ctf.tsdl.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may stand at the top of TSDL, in a block or in a structure's body. Offsets are those of {@link Source#text()}. */
public sealed interface Statement {
    int offset();

    /** {@code name = value;}, the name with its dots. */
    record Attribute(String name, Value value, int offset) implements Statement {}

    /** {@code name := type;} */
    record TypeAttribute(String name, TypeExpression type, int offset) implements Statement {}

    /** {@code typealias type declarator := alias;} */
    record TypeAlias(TypeExpression type, Declarator declarator, String alias, int offset) implements Statement {}

    /** {@code typedef type declarators;} */
    record TypeDefinition(TypeExpression type, List<Declarator> declarators, int offset) implements Statement {}

    /** {@code type declarators;} in a body: members of a structure, or options of a variant; none just declares a named type. */
    record Fields(TypeExpression type, List<Declarator> declarators, int offset) implements Statement {}

    /** {@code trace { … };} and its like. */
    record Block(Kind kind, List<Statement> statements, int offset) implements Statement {
        public enum Kind {
            TRACE("trace"), ENVIRONMENT("env"), CLOCK("clock"), STREAM("stream"), EVENT("event"), CALLSITE("callsite");

            private final String keyword;

            Kind(String keyword) {
                this.keyword = keyword;
            }

            public String keyword() {
                return keyword;
            }

            static @Nullable Kind of(String keyword) {
                for (Kind kind : values()) {
                    if (kind.keyword.equals(keyword)) {
                        return kind;
                    }
                }
                return null;
            }
        }
    }

    /**
     * What a declaration says besides its type.
     *
     * @param pointers how often {@code *} stands before the name
     * @param name empty when the declarator is abstract
     * @param lengths of arrays, outermost first
     */
    record Declarator(int pointers, String name, List<Value> lengths, int offset) {
        /** {@return the name of the type that pointers make of another, such as {@code void *}} */
        public String typeName(String base) {
            return base + " *".repeat(pointers);
        }
    }
}
