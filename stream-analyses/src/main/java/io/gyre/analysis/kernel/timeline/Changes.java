package io.gyre.analysis.kernel.timeline;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * The changes of a stretch of time in the order in which they came: the first {@value #MOST}, and how many came after those. Immutable. Kept as
 * bytes, seven or so for a change, since all slices of a large chunk are there at a time.
 */
final class Changes {
    static final int MOST = 1 << 16;
    static final long NEVER = Long.MAX_VALUE;
    static final Changes NONE = of(List.of(), 0, NEVER);
    static final Changes GAP = of(List.of(new Change.Gap()), 0, NEVER);

    private final int size;
    private final byte[] packed;
    private final long leftOut;
    private final long leftOutFromNs;

    private Changes(int size, byte[] packed, long leftOut, long leftOutFromNs) {
        this.size = size;
        this.packed = packed;
        this.leftOut = leftOut;
        this.leftOutFromNs = leftOutFromNs;
    }

    /** @param first at most {@value #MOST} */
    static Changes of(List<Change> first, long leftOut, long leftOutFromNs) {
        var out = new PartialOutput();
        ChangeEncoding.write(first, out);
        return new Changes(first.size(), out.toByteArray(), leftOut, leftOutFromNs);
    }

    List<Change> first() {
        try {
            return unpacked(packed);
        } catch (PartialFormatException e) {
            throw new IllegalStateException("was well when it was packed or read", e);
        }
    }

    private static List<Change> unpacked(byte[] packed) throws PartialFormatException {
        return ChangeEncoding.read(new PartialInput(packed));
    }

    long leftOut() {
        return leftOut;
    }

    /** {@return the first that is left out; {@link #NEVER} without any} */
    long leftOutFromNs() {
        return leftOutFromNs;
    }

    Changes followedBy(Changes next) {
        if (size == 0 || next.size == 0) {
            return size == 0 ? next : this;
        }
        List<Change> found = next.first();
        int more = Math.min(MOST - size, found.size());
        List<Change> rest = found.subList(more, found.size()).stream()
                .filter(change -> !(change instanceof Change.Gap)).toList();
        long fromNs = leftOut > 0 ? leftOutFromNs : rest.isEmpty() ? next.leftOutFromNs : rest.getFirst().ns();
        long without = leftOut + rest.size() + next.leftOut;
        if (more == 0) {
            return new Changes(size, packed, without, fromNs);
        }
        var all = new ArrayList<Change>(first());
        all.addAll(found.subList(0, more));
        return of(all, without, fromNs);
    }

    void write(PartialOutput out) {
        out.writeBytes(packed);
        out.writeUnsigned(leftOut);
        out.writeSigned(leftOutFromNs);
    }

    static Changes read(PartialInput in) throws PartialFormatException {
        byte[] packed = in.readBytes();
        return new Changes(unpacked(packed).size(), packed, in.readUnsigned(), in.readSigned());
    }
}
