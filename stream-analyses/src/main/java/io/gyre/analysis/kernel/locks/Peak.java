package io.gyre.analysis.kernel.locks;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToIntFunction;

/**
 * How many threads waited for a futex at once, of those whose wait began in a stretch of time.
 *
 * <p>Threads that waited already when the stretch began become fewer as it goes on. So whatever their number, only when more threads wait than ever
 * before in the stretch can it be more with them than ever before: it is enough to keep when that was.
 *
 * @param steps when the number was reached first: 1, 2, 3 and so on, to {@value #MOST}; up to the first gap in the stretch
 * @param later the most after that gap
 */
public record Peak(List<Long> steps, int later) {
    static final int MOST = 1 << 10;
    static final Peak NONE = new Peak(List.of(), 0);

    public Peak {
        steps = List.copyOf(steps);
    }

    /** {@return the most at once} */
    public int most() {
        return Math.max(steps.size(), later);
    }

    /**
     * {@return this and then {@code next}}
     *
     * @param hasGap whether a part of this stretch is unknown
     * @param waiting how many of the threads that wait at its end do so at a time in the next
     */
    Peak followedBy(Peak next, boolean hasGap, LongToIntFunction waiting) {
        if (!hasGap) {
            var more = new ArrayList<>(steps);
            for (int i = 0; i < next.steps.size(); i++) {
                long ns = next.steps.get(i);
                int number = Math.min(MOST, i + 1 + waiting.applyAsInt(ns));
                while (more.size() < number) {
                    more.add(ns);
                }
            }
            return new Peak(more, next.later);
        }
        int most = Math.max(later, next.later);
        for (int i = 0; i < next.steps.size(); i++) {
            most = Math.max(most, Math.min(MOST, i + 1 + waiting.applyAsInt(next.steps.get(i))));
        }
        return new Peak(steps, most);
    }

    void write(PartialOutput out) {
        out.writeUnsigned(steps.size());
        steps.forEach(out::writeSigned);
        out.writeSigned(later);
    }

    static Peak read(PartialInput in) throws PartialFormatException {
        var steps = new ArrayList<Long>();
        for (int left = in.readCount(1); left > 0; left--) {
            steps.add(in.readSigned());
        }
        return new Peak(steps, in.readInt());
    }
}
