package io.gyre.analysis.generic.counter;

import io.gyre.analysis.figures.Wide;

/** {@link Values} being gathered; allocates nothing. */
final class ValuesTally {
    private final FieldName name;
    private long count;
    private long first;
    private long firstNs;
    private long last;
    private long lastNs;
    private long min;
    private long max;
    private long sumHigh;
    private long sumLow;

    ValuesTally(FieldName name) {
        this.name = name;
    }

    FieldName name() {
        return name;
    }

    void add(long ns, long value) {
        if (count++ == 0) {
            first = value;
            firstNs = ns;
            min = value;
            max = value;
        } else if (Values.isLess(value, min, name.isUnsigned())) {
            min = value;
        } else if (Values.isLess(max, value, name.isUnsigned())) {
            max = value;
        }
        last = value;
        lastNs = ns;
        sumLow += value;
        long carry = Long.compareUnsigned(sumLow, value) < 0 ? 1 : 0;
        sumHigh += (name.isUnsigned() ? 0 : value >> (Long.SIZE - 1)) + carry;
    }

    boolean isNone() {
        return count == 0;
    }

    /** {@return what has been gathered, and begins anew} */
    Values take() {
        var values = new Values(count, first, firstNs, last, lastNs, min, max, new Wide(sumHigh, sumLow));
        count = 0;
        sumHigh = 0;
        sumLow = 0;
        return values;
    }
}
