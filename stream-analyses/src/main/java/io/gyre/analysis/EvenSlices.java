package io.gyre.analysis;

/**
 * Slices of one length. Slice {@code i} is the time from {@code i * lengthNs} up to, but without, {@code (i + 1) * lengthNs}, counted
 * from the epoch; in the terms of windows it is {@code (i * lengthNs - 1, (i + 1) * lengthNs - 1]}.
 */
record EvenSlices(long lengthNs) implements Slices {
    EvenSlices {
        if (lengthNs < 1_000_000) {
            throw new IllegalArgumentException("a slice of " + lengthNs + " ns is shorter than a millisecond");
        }
    }

    @Override
    public long indexOf(long timestampNs) {
        return Math.floorDiv(timestampNs, lengthNs);
    }

    @Override
    public long beginNs(long index) {
        try {
            return Math.multiplyExact(index, lengthNs);
        } catch (ArithmeticException e) {
            return index < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
