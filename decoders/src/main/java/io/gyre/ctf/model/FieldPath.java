package io.gyre.ctf.model;

import java.util.List;

/**
 * Where a length or selector field lies: a scope and, from its root structure, one step per nesting level.
 *
 * @param steps the index of a structure's member or of a variant's option; {@link #CURRENT} enters the element being
 *        decoded of an array, or the content of an optional
 */
public record FieldPath(Scope scope, List<Integer> steps) {
    public static final int CURRENT = -1;

    public FieldPath {
        steps = List.copyOf(steps);
    }
}
