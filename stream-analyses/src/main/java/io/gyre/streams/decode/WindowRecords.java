package io.gyre.streams.decode;

import io.gyre.analysis.Completeness;
import io.gyre.analysis.Slices;
import io.gyre.analysis.line.AnalysisSet;
import io.gyre.analysis.line.Losses;
import io.gyre.analysis.line.WindowPartials;
import io.gyre.analysis.line.WindowPartials.SlicePartials;
import io.gyre.wire.Partial;
import io.gyre.wire.WorkItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A decoded window as records for the stitcher: for each analysis its slices, in as many parts as their size asks for; a slice that is larger
 * than a part goes on in the next ones. The losses come last, so that a window is complete when they are.
 */
public final class WindowRecords {
    /** Parts bear so much of slices at most. */
    static final int PART_BYTES = 1 << 20;

    private final AnalysisSet analyses;
    private final Slices grid;

    public WindowRecords(AnalysisSet analyses, Slices grid) {
        this.analyses = analyses;
        this.grid = grid;
    }

    /** @param partials null when the window could not be read: then one record without slices says so */
    public List<Partial> of(WorkItem item, @Nullable WindowPartials partials) {
        List<AnalysisSet.Encoded> names = analyses.encodings();
        if (partials == null) {
            return List.of(part(item, names.getFirst(), List.of(), 0, 1, new Completeness(0, 1, 0, 0)));
        }
        Completeness completeness = partials.slices().stream().map(slice -> slice.bundle().losses())
                .reduce(Losses.NONE, Losses::followedBy).completeness();
        var slicesOf = new ArrayList<List<Partial.Slice>>();
        names.forEach(any -> slicesOf.add(new ArrayList<>()));
        for (SlicePartials slice : partials.slices()) {
            List<byte[]> states = analyses.encode(slice.bundle());
            for (int i = 0; i < states.size(); i++) {
                slicesOf.get(i).add(new Partial.Slice(grid.beginNs(slice.index()), grid.beginNs(slice.index() + 1),
                        states.get(i)));
            }
        }
        var records = new ArrayList<Partial>();
        for (int i = names.size() - 1; i >= 0; i--) {
            List<List<Partial.Slice>> parts = parts(slicesOf.get(i));
            for (int part = 0; part < parts.size(); part++) {
                records.add(part(item, names.get(i), parts.get(part), part, parts.size(),
                        part == 0 ? completeness : Completeness.COMPLETE));
            }
        }
        return records;
    }

    private static List<List<Partial.Slice>> parts(List<Partial.Slice> slices) {
        var parts = new ArrayList<List<Partial.Slice>>();
        long bytes = PART_BYTES;
        for (Partial.Slice slice : slices.stream().flatMap(WindowRecords::pieces).toList()) {
            if (bytes + slice.bytes().length > PART_BYTES) {
                parts.add(new ArrayList<>());
                bytes = 0;
            }
            parts.getLast().add(slice);
            bytes += slice.bytes().length;
        }
        return parts;
    }

    private static Stream<Partial.Slice> pieces(Partial.Slice slice) {
        int length = slice.bytes().length;
        if (length <= PART_BYTES) {
            return Stream.of(slice);
        }
        return IntStream.iterate(0, from -> from < length, from -> from + PART_BYTES)
                .mapToObj(from -> new Partial.Slice(slice.beginNs(), slice.endNs(),
                        Arrays.copyOfRange(slice.bytes(), from, Math.min(from + PART_BYTES, length))));
    }

    private static Partial part(WorkItem item, AnalysisSet.Encoded analysis, List<Partial.Slice> slices, int index,
            int count, Completeness completeness) {
        return new Partial(item.line(), item.chunkId(), item.kind(), analysis.name(), analysis.version(), index, count,
                item.afterNs(), item.upToNs(), item.start(), item.previousChunkId(), slices,
                new io.gyre.wire.Completeness(completeness.lateEvents(), completeness.gaps(),
                        completeness.discardedEvents(), completeness.discardedPackets()));
    }
}
