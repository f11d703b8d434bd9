package io.gyre.analysis.kernel.call;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.FixedMap;
import io.gyre.analysis.kernel.thread.RunningThreads;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are open at both ends of a stretch of time; of each map at most {@value #MOST} entries, those of the lowest places.
 *
 * @param exits by place: the exit that ended what lay there when the stretch began
 * @param ends by place: what lies there when the stretch ends. A place that is not here holds what it held at the beginning; after
 *        a gap, nothing
 * @param hasGap whether a part of the stretch is unknown
 */
public record OpenCalls(SortedMap<Long, Exit> exits, SortedMap<Long, End> ends, boolean hasGap) {

    static final int MOST = 1 << 16;
    public static final OpenCalls NONE = new OpenCalls(Collections.emptySortedMap(), Collections.emptySortedMap(),
            false);
    public static final OpenCalls GAP = new OpenCalls(Collections.emptySortedMap(), Collections.emptySortedMap(), true);

    public OpenCalls {
        exits = FixedMap.of(exits);
        ends = FixedMap.of(ends);
    }

    /**
     * {@return this and then {@code next}}
     *
     * @param running the threads of this stretch, which tell who the stand-ins of the next are
     * @param met is told of each entry and exit that meet
     */
    public OpenCalls followedBy(OpenCalls next, RunningThreads running, BiConsumer<End.Open, Exit> met) {
        var moreExits = new TreeMap<Long, Exit>();
        next.exits.forEach((place, found) -> {
            var exit = new Exit(found.call(), found.ns(), running.resolve(found.tid()), found.ret());
            switch (end(place)) {
                case End.Open open when open.call().equals(exit.call()) -> met.accept(open, exit);
                case End.Open _,End.Nothing() -> {
                }
                case End.Initial(long earlier) -> moreExits.put(earlier, exit);
            }
        });
        boolean gap = hasGap || next.hasGap;
        FixedMap<Long, End> joined = FixedMap.of(ends, next.ends,
                (place, _, right) -> kept(place, across(next.end(place, right)), gap));
        return new OpenCalls(limited(FixedMap.joined(exits, moreExits, (_, later) -> later)), limited(joined), gap);
    }

    private End across(End next) {
        return switch (next) {
            case End.Initial(long earlier) -> end(earlier);
            case End.Open open -> open;
            case End.Nothing nothing -> nothing;
        };
    }

    /** {@return what lies in a place when the stretch ends} */
    public End end(long place) {
        return end(place, ends.get(place));
    }

    /** @param known what is said of the place; null when nothing is */
    private End end(long place, @Nullable End known) {
        return known != null ? known : hasGap ? End.NOTHING : new End.Initial(place);
    }

    /** Nothing is kept that goes without saying. */
    private static @Nullable End kept(long place, End end, boolean gap) {
        boolean usual = gap ? end instanceof End.Nothing : end instanceof End.Initial(long from) && from == place;
        return usual ? null : end;
    }

    static <V> FixedMap<Long, V> limited(SortedMap<Long, V> map) {
        return FixedMap.of(map).lowest(MOST);
    }

    public void write(PartialOutput out) {
        out.writeFlag(hasGap);
        out.writeUnsigned(exits.size());
        exits.forEach((place, exit) -> {
            out.writeUnsigned(place);
            exit.write(out);
        });
        out.writeUnsigned(ends.size());
        ends.forEach((place, end) -> {
            out.writeUnsigned(place);
            End.write(end, out);
        });
    }

    public static OpenCalls read(PartialInput in) throws PartialFormatException {
        boolean hasGap = in.readFlag();
        var exits = in.readMap(5, PartialInput::readUnsigned, Exit::read);
        var ends = in.readMap(2, PartialInput::readUnsigned, End::read);
        return new OpenCalls(exits, ends, hasGap);
    }
}
