package io.gyre.ctf.read;

import io.gyre.ctf.model.FieldClass;
import org.jspecify.annotations.Nullable;

/**
 * One place in the tree of an event's fields. There is one node per place and layout, so that a visitor may keep what it
 * knows of a place in an array by {@link #index}.
 *
 * @param index from 0, dense over all nodes of one data stream class
 * @param name the member's or option's name; the array's own name for its elements; empty for a scope's root
 * @param parent null for a scope's root
 */
public record FieldNode(int index, String name, FieldClass fieldClass, @Nullable FieldNode parent) {
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return index;
    }
}
