package io.gyre.analysis.user.callstack;

import java.util.Comparator;

/** A function of a process, by the address at which it begins. */
record Function(int vpid, long address) implements Comparable<Function> {
    private static final Comparator<Function> ORDER = Comparator.comparingInt(Function::vpid)
            .thenComparing(Function::address, Long::compareUnsigned);

    @Override
    public int compareTo(Function other) {
        return ORDER.compare(this, other);
    }
}
