package io.gyre.analysis.kernel.state;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.FixedMap;
import java.util.Collections;
import java.util.SortedMap;

/**
 * The modes of CPUs and threads at the end of a stretch of time.
 *
 * @param ends by place; at most {@value #MOST}, those of the lowest places. A place that is not here holds what it held at the
 *        beginning; after a gap, {@link Mode#UNKNOWN}
 * @param hasGap whether a part of the stretch is unknown
 */
public record Modes(SortedMap<Long, Mode> ends, boolean hasGap) {
    static final int MOST = 1 << 16;
    public static final Modes NONE = new Modes(Collections.emptySortedMap(), false);
    public static final Modes GAP = new Modes(Collections.emptySortedMap(), true);

    public Modes {
        ends = FixedMap.of(ends);
    }

    Mode at(long place) {
        Mode known = ends.get(Mode.source(place));
        if (known == null) {
            return hasGap ? Mode.UNKNOWN : new Mode(place, "");
        }
        return Mode.isOfThread(place) ? known.ofThread() : known;
    }

    /** {@return what a mode of the next stretch means} */
    public Mode resolve(Mode mode) {
        return mode.isOpen() ? at(mode.code()) : mode;
    }

    Modes followedBy(Modes next) {
        boolean gap = hasGap || next.hasGap;
        return of(FixedMap.of(next.hasGap ? FixedMap.empty() : ends, next.ends,
                (_, left, right) -> right == null ? left : resolve(right)), gap);
    }

    /** {@return the ends without what goes without saying} */
    static Modes of(SortedMap<Long, Mode> ends, boolean hasGap) {
        FixedMap<Long, Mode> kept = FixedMap.of(ends, FixedMap.empty(),
                (place, end, _) -> end == null || goesWithoutSaying(place, end, hasGap) ? null : end);
        return new Modes(kept.lowest(MOST), hasGap);
    }

    private static boolean goesWithoutSaying(long place, Mode end, boolean hasGap) {
        return hasGap ? end.equals(Mode.UNKNOWN) : end.code() == place;
    }

    void write(PartialOutput out) {
        out.writeFlag(hasGap);
        out.writeUnsigned(ends.size());
        ends.forEach((place, mode) -> {
            out.writeUnsigned(place);
            mode.write(out);
        });
    }

    static Modes read(PartialInput in) throws PartialFormatException {
        boolean hasGap = in.readFlag();
        var ends = in.readMap(3, PartialInput::readUnsigned, Mode::read);
        return new Modes(ends, hasGap);
    }
}
