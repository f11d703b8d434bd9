package io.gyre.analysis.kernel.threads;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.FixedMap;
import io.gyre.analysis.kernel.away.Away;
import io.gyre.analysis.kernel.state.Mode;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Time of a thread off the CPUs.
 *
 * @param waitedNs it could have run
 * @param blocked at most {@value #MOST_REASONS} reasons, the lowest
 * @param otherBlockedNs for all other reasons together
 */
public record OffCpu(long waitedNs, SortedMap<Reason, Long> blocked, long otherBlockedNs) {

    static final int MOST_REASONS = 1 << 10;
    static final int FEWEST_BYTES = 3;
    static final OffCpu NONE = new OffCpu(0, Collections.emptySortedMap(), 0);

    public OffCpu {
        blocked = FixedMap.of(blocked);
    }

    static OffCpu of(long waitedNs, SortedMap<Reason, Long> blocked, long otherBlockedNs) {
        FixedMap<Reason, Long> all = FixedMap.of(blocked);
        long others = otherBlockedNs + sum(all.beyond(MOST_REASONS));
        return new OffCpu(waitedNs, all.lowest(MOST_REASONS), others);
    }

    private static long sum(SortedMap<Reason, Long> times) {
        long sum = 0;
        for (long ns : times.values()) {
            sum += ns;
        }
        return sum;
    }

    static OffCpu of(Away away) {
        var blocked = new TreeMap<Reason, Long>();
        if (away.blockedNs() > 0) {
            blocked.put(Reason.of(away), away.blockedNs());
        }
        return of(away.waitedNs(), blocked, 0);
    }

    OffCpu plus(OffCpu other) {
        return of(waitedNs + other.waitedNs, FixedMap.joined(blocked, other.blocked, Long::sum),
                otherBlockedNs + other.otherBlockedNs);
    }

    /** {@return the same with what is known of stand-ins} */
    OffCpu resolve(UnaryOperator<Mode> modes) {
        if (!hasOpen()) {
            return this;
        }
        var named = new TreeMap<Reason, Long>();
        blocked.forEach((reason, ns) -> named.merge(new Reason(modes.apply(reason.mode()), reason.sleep()), ns,
                Long::sum));
        return of(waitedNs, named, otherBlockedNs);
    }

    private boolean hasOpen() {
        for (Reason reason : blocked.keySet()) {
            if (reason.mode().isOpen()) {
                return true;
            }
        }
        return false;
    }

    /** {@return for whatever reason} */
    public long blockedNs() {
        return otherBlockedNs + sum(blocked);
    }

    boolean isNone() {
        return waitedNs == 0 && otherBlockedNs == 0 && blocked.isEmpty();
    }

    void write(PartialOutput out) {
        out.writeUnsigned(waitedNs);
        out.writeUnsigned(blocked.size());
        blocked.forEach((reason, ns) -> {
            reason.write(out);
            out.writeUnsigned(ns);
        });
        out.writeUnsigned(otherBlockedNs);
    }

    static OffCpu read(PartialInput in) throws PartialFormatException {
        long waitedNs = in.readUnsigned();
        var blocked = in.readMap(4, Reason::read, PartialInput::readUnsigned);
        return new OffCpu(waitedNs, blocked, in.readUnsigned());
    }
}
