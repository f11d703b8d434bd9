package io.gyre.analysis.generic.counter;

import java.util.Comparator;

/**
 * A field of an event class.
 *
 * @param field as in {@code a.b}
 * @param isUnsigned how its 64 bits are to be read; the same name may mean both in different traces
 */
record FieldName(String eventClass, String field, boolean isUnsigned) implements Comparable<FieldName> {

    private static final Comparator<FieldName> ORDER = Comparator.comparing(FieldName::eventClass)
            .thenComparing(FieldName::field).thenComparing(FieldName::isUnsigned);

    @Override
    public int compareTo(FieldName other) {
        return ORDER.compare(this, other);
    }
}
