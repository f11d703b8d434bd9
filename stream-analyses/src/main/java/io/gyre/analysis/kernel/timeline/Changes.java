package io.gyre.analysis.kernel.timeline;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * The changes of a stretch of time in the order in which they came.
 *
 * @param first at most {@value #MOST}
 * @param leftOut how many came after those
 * @param leftOutFromNs the first that is left out; {@link #NEVER} without any
 */
record Changes(List<Change> first, long leftOut, long leftOutFromNs) {

    static final int MOST = 1 << 16;
    static final long NEVER = Long.MAX_VALUE;
    static final Changes NONE = new Changes(List.of(), 0, NEVER);
    static final Changes GAP = new Changes(List.of(new Change.Gap()), 0, NEVER);

    Changes {
        first = List.copyOf(first);
    }

    Changes followedBy(Changes next) {
        if (first.isEmpty() || next.first.isEmpty()) {
            return first.isEmpty() ? next : this;
        }
        int more = Math.min(MOST - first.size(), next.first.size());
        List<Change> rest = next.first.subList(more, next.first.size()).stream()
                .filter(change -> !(change instanceof Change.Gap)).toList();
        long fromNs = leftOut > 0 ? leftOutFromNs : rest.isEmpty() ? next.leftOutFromNs : rest.getFirst().ns();
        return new Changes(joined(next.first.subList(0, more)), leftOut + rest.size() + next.leftOut, fromNs);
    }

    private List<Change> joined(List<Change> more) {
        if (more.isEmpty()) {
            return first;
        }
        var all = new ArrayList<Change>(first.size() + more.size());
        all.addAll(first);
        all.addAll(more);
        return all;
    }

    void write(PartialOutput out) {
        ChangeEncoding.write(first, out);
        out.writeUnsigned(leftOut);
        out.writeSigned(leftOutFromNs);
    }

    static Changes read(PartialInput in) throws PartialFormatException {
        return new Changes(ChangeEncoding.read(in), in.readUnsigned(), in.readSigned());
    }
}
