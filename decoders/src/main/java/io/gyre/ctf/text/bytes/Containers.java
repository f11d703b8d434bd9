package io.gyre.ctf.text.bytes;

import java.util.Arrays;

/** The open structures, arrays, variants and optionals around the current field, and how much stands in each already. */
public final class Containers {
    private Kind[] kinds = new Kind[16];
    private long[] counts = new long[16];
    private int depth;

    /** How a container presents its fields. */
    public enum Kind {
        /** By name. */
        MEMBERS,
        /** By index. */
        ELEMENTS,
        /** Just one, as it is. */
        BARE,
        /** None, for want of an optional's content. */
        ABSENT
    }

    /** {@return how many are open} */
    public int depth() {
        return depth;
    }

    /** Enters a container. */
    public void open(Kind kind) {
        if (depth == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * depth);
            counts = Arrays.copyOf(counts, 2 * depth);
        }
        kinds[depth] = kind;
        counts[depth] = 0;
        depth++;
    }

    /** {@return how many fields the container had} */
    public long close() {
        depth--;
        return counts[depth];
    }

    /** Leaves all. */
    public void closeAll() {
        depth = 0;
    }

    /** {@return how the innermost one presents its fields} */
    public Kind kind() {
        return kinds[depth - 1];
    }

    /** {@return how many fields stood in the innermost container before this one} */
    public long count() {
        return counts[depth - 1]++;
    }
}
