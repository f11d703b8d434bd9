package io.gyre.analysis.kernel.schedlog;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.kernel.sched.EndedWaits;
import io.gyre.analysis.kernel.sched.Wait;
import io.gyre.analysis.kernel.thread.Tids;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The waits that have ended in a stretch of time, in the order in which they did: the first {@value #MOST}, and how many came after those. Immutable.
 * Kept as bytes, a dozen for a wait, since all slices of a large chunk are there at a time:
 *
 * <pre>
 * log   = length waits leftOut [leftOutFrom]      ; the last only where some are left out
 * waits = count *(end length tid cpu priority by) ; end: nanoseconds since that of the wait before
 * </pre>
 */
public final class WaitLog implements EndedWaits<WaitLog> {
    static final int MOST = 1 << 16;
    static final long NEVER = Long.MAX_VALUE;
    static final WaitLog NONE = of(List.of(), 0, NEVER);
    private static final int FEWEST_BYTES = 6;

    private final byte[] packed;
    private final int size;
    private final long firstNs;
    private final long lastNs;
    private final boolean hasOpenWakers;
    private final long leftOut;
    private final long leftOutFromNs;

    private WaitLog(byte[] packed, List<Wait> waits, long leftOut, long leftOutFromNs) {
        this.packed = packed;
        this.size = waits.size();
        this.firstNs = waits.isEmpty() ? NEVER : waits.getFirst().toNs();
        this.lastNs = waits.isEmpty() ? NEVER : waits.getLast().toNs();
        this.hasOpenWakers = waits.stream().anyMatch(wait -> Tids.isOpen(wait.by()));
        this.leftOut = leftOut;
        this.leftOutFromNs = leftOutFromNs;
    }

    private WaitLog(WaitLog full, long leftOut, long leftOutFromNs) {
        this.packed = full.packed;
        this.size = full.size;
        this.firstNs = full.firstNs;
        this.lastNs = full.lastNs;
        this.hasOpenWakers = full.hasOpenWakers;
        this.leftOut = leftOut;
        this.leftOutFromNs = leftOutFromNs;
    }

    /** @param waits at most {@value #MOST}, in the order of their ends */
    static WaitLog of(List<Wait> waits, long leftOut, long leftOutFromNs) {
        var out = new PartialOutput();
        out.writeUnsigned(waits.size());
        long ns = 0;
        for (Wait wait : waits) {
            out.writeUnsigned(wait.toNs() - ns);
            out.writeSigned(wait.toNs() - wait.fromNs());
            out.writeSigned(wait.tid());
            out.writeSigned(wait.cpu());
            out.writeSigned(wait.priority());
            out.writeSigned(wait.by());
            ns = wait.toNs();
        }
        return new WaitLog(out.toByteArray(), waits, leftOut, leftOutFromNs);
    }

    List<Wait> waits() {
        try {
            return unpacked(packed);
        } catch (PartialFormatException e) {
            throw new IllegalStateException("was well when it was packed or read", e);
        }
    }

    private static List<Wait> unpacked(byte[] packed) throws PartialFormatException {
        var in = new PartialInput(packed);
        int count = in.readCount(FEWEST_BYTES);
        if (count > MOST) {
            throw new PartialFormatException(PartialFormatException.Kind.CORRUPT,
                    count + " waits, the most are " + MOST);
        }
        var waits = new ArrayList<Wait>(count);
        long ns = 0;
        for (int left = count; left > 0; left--) {
            ns += in.readUnsigned();
            waits.add(new Wait(ns - in.readSigned(), ns, in.readInt(), in.readInt(), in.readInt(), in.readInt()));
        }
        return waits;
    }

    /** {@return how many waits have ended}, those that are left out too */
    long count() {
        return size + leftOut;
    }

    long leftOut() {
        return leftOut;
    }

    /** {@return when the first that is left out ended; {@link #NEVER} without any} */
    long leftOutFromNs() {
        return leftOutFromNs;
    }

    @Override
    public WaitLog followedBy(WaitLog next, IntUnaryOperator wakersOfNext, List<Wait> met) {
        if (met.isEmpty() && (next.size == 0 || (size == 0 && !next.hasOpenWakers))) {
            return next.size == 0 ? this : next;
        }
        long fromNs = met.stream().mapToLong(Wait::toNs).reduce(next.firstNs, Math::min);
        if (size == MOST && lastNs < fromNs) {
            return new WaitLog(this, leftOut + met.size() + next.count(), Math.min(leftOutFromNs, fromNs));
        }
        var joined = new EarliestWaits();
        waits().forEach(joined::add);
        met.forEach(joined::add);
        next.waits().forEach(wait -> joined.add(wait.withWaker(wakersOfNext)));
        joined.leaveOut(leftOut, leftOutFromNs);
        joined.leaveOut(next.leftOut, next.leftOutFromNs);
        return joined.log();
    }

    void write(PartialOutput out) {
        out.writeBytes(packed);
        out.writeUnsigned(leftOut);
        if (leftOut > 0) {
            out.writeSigned(leftOutFromNs);
        }
    }

    static WaitLog read(PartialInput in) throws PartialFormatException {
        byte[] packed = in.readBytes();
        long leftOut = in.readUnsigned();
        return new WaitLog(packed, unpacked(packed), leftOut, leftOut > 0 ? in.readSigned() : NEVER);
    }
}
