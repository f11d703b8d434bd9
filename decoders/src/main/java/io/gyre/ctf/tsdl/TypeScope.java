package io.gyre.ctf.tsdl;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The type names of one lexical scope (a block, a body, or the whole text), on top of those of the scope around it. */
final class TypeScope {
    private final @Nullable TypeScope outer;
    private final Map<String, Type> types = new HashMap<>();

    TypeScope(@Nullable TypeScope outer) {
        this.outer = outer;
    }

    @Nullable
    Type find(String name) {
        for (TypeScope scope = this; scope != null; scope = scope.outer) {
            Type type = scope.types.get(name);
            if (type != null) {
                return type;
            }
        }
        return null;
    }

    /** {@return whether the name was still free in this very scope; outer names may be hidden} */
    boolean define(String name, Type type) {
        return types.putIfAbsent(name, type) == null;
    }
}
