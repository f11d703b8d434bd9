package io.gyre.analysis.user.heap;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;

/**
 * How much memory a process came to have in a stretch of time, counted from its beginning.
 *
 * @param peakBytes the most at any time; 0 or more
 * @param bytes at the end
 */
record Step(long peakBytes, long bytes) {
    static final Step NONE = new Step(0, 0);

    /** {@return this, then a block of so many bytes that is freed, then {@code next}} */
    Step freed(long freedBytes, Step next) {
        long base = bytes - freedBytes;
        return new Step(Math.max(peakBytes, base + next.peakBytes), base + next.bytes);
    }

    /** {@return the end alone, for what follows to count from} */
    Step end() {
        return new Step(bytes, bytes);
    }

    void write(PartialOutput out) {
        out.writeSigned(peakBytes);
        out.writeSigned(bytes);
    }

    static Step read(PartialInput in) throws PartialFormatException {
        return new Step(in.readSigned(), in.readSigned());
    }
}
