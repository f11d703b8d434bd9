package io.gyre.analysis.generic.counter;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Wide;

/**
 * The values that a field had, in the order of events; at least one. All are 64 bits, with or without sign as the field is.
 *
 * @param sum 128 bits, of values extended to that length
 */
record Values(long count, long first, long firstNs, long last, long lastNs, long min, long max, Wide sum) {

    Values followedBy(Values next, boolean isUnsigned) {
        return new Values(count + next.count, first, firstNs, next.last, next.lastNs,
                isLess(min, next.min, isUnsigned) ? min : next.min,
                isLess(max, next.max, isUnsigned) ? next.max : max, sum.plus(next.sum));
    }

    static boolean isLess(long one, long other, boolean isUnsigned) {
        return isUnsigned ? Long.compareUnsigned(one, other) < 0 : one < other;
    }

    void write(PartialOutput out) {
        out.writeUnsigned(count);
        out.writeSigned(first);
        out.writeSigned(firstNs);
        out.writeSigned(last);
        out.writeSigned(lastNs);
        out.writeSigned(min);
        out.writeSigned(max);
        sum.write(out);
    }

    static Values read(PartialInput in) throws PartialFormatException {
        return new Values(in.readUnsigned(), in.readSigned(), in.readSigned(), in.readSigned(), in.readSigned(),
                in.readSigned(), in.readSigned(), Wide.read(in));
    }
}
