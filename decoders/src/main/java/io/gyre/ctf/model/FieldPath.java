package io.gyre.ctf.model;

import java.util.List;

/**
 * Where a length or selector field lies: a scope and, from its root structure, one step per nesting level.
 *
 * @param steps the index of a structure's member or of a variant's option; {@link #CURRENT} enters the element being
 *        decoded of an array, or the content of an optional
 * @param others further places where the field may lie instead, in other options of a variant: only one of all is decoded
 */
public record FieldPath(Scope scope, List<Integer> steps, List<List<Integer>> others) {

    public static final int CURRENT = -1;

    public FieldPath {
        steps = List.copyOf(steps);
        others = others.stream().map(List::copyOf).toList();
    }

    public FieldPath(Scope scope, List<Integer> steps) {
        this(scope, steps, List.of());
    }
}
