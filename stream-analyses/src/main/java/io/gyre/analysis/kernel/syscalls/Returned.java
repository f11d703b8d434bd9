package io.gyre.analysis.kernel.syscalls;

import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Wide;
import io.gyre.analysis.json.Shape;
import java.util.Set;

/**
 * What system calls returned that is a number: bytes, descriptors, threads, or 0 for success.
 *
 * @param count of returns that are not negative
 * @param min meaningless when there are none
 * @param max 0 when there are none
 */
public record Returned(long count, long min, long max, Wide sum) {

    public static final Returned NONE = new Returned(0, Long.MAX_VALUE, 0, Wide.ZERO);

    /** What {@link #value} says of a return without a number. */
    static final long NO_VALUE = -1;

    /**
     * Calls that return addresses, and those that end a handler of signals: these return what a register held when the signal came. As on
     * x86, 32 bits included, and as {@code asm-generic/unistd.h} has them.
     */
    private static final Set<String> NO_NUMBERS = Set.of("mmap", "mmap2", "mmap_pgoff", "old_mmap", "mremap", "brk",
            "shmat", "map_shadow_stack", "signal", "sigreturn", "rt_sigreturn");
    private static final String COMPAT = "compat_";

    private static final Shape SHAPE = Shape.of("count", "min", "max", "sum");

    /** {@return whether what a call of this name returns, when it succeeds, is a number} */
    static boolean isNumber(String call) {
        return !NO_NUMBERS.contains(call.startsWith(COMPAT) ? call.substring(COMPAT.length()) : call);
    }

    /** {@return the number that a call returned}; a negative one, such as {@link #NO_VALUE}, where that is none. */
    static long value(String call, long ret) {
        return isNumber(call) ? ret : NO_VALUE;
    }

    /** {@return one return; none when the value is negative} */
    static Returned of(long value) {
        var tally = new ReturnedTally();
        tally.add(value);
        return tally.sum();
    }

    Returned plus(Returned other) {
        if (isNone() || other.isNone()) {
            return isNone() ? other : this;
        }
        return new Returned(count + other.count, Math.min(min, other.min), Math.max(max, other.max),
                sum.plus(other.sum));
    }

    boolean isNone() {
        return count == 0;
    }

    /** {@return {@code {"count": 2, "min": 0, "max": 7, "sum": 7}}} */
    ObjectNode json() {
        return SHAPE.node(LongNode.valueOf(count), LongNode.valueOf(min), LongNode.valueOf(max), sum.node());
    }

    /** {@code count [max [min sum]]}: nothing follows a 0, since most threads have just that from most calls. */
    void write(PartialOutput out) {
        out.writeUnsigned(count);
        if (count > 0) {
            out.writeUnsigned(max);
        }
        if (max > 0) {
            out.writeUnsigned(min);
            sum.write(out);
        }
    }

    static Returned read(PartialInput in) throws PartialFormatException {
        long count = in.readUnsigned();
        if (count == 0) {
            return NONE;
        }
        long max = in.readUnsigned();
        return max == 0
                ? new Returned(count, 0, 0, Wide.ZERO)
                : new Returned(count, in.readUnsigned(), max, Wide.read(in));
    }
}
