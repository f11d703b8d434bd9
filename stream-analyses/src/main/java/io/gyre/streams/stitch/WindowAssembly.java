package io.gyre.streams.stitch;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.Slices;
import io.gyre.analysis.line.AnalysisSet;
import io.gyre.analysis.line.LineStitch.NextWindow;
import io.gyre.analysis.line.Start;
import io.gyre.analysis.line.WindowPartials;
import io.gyre.analysis.line.WindowPartials.SlicePartials;
import io.gyre.chunk.Window;
import io.gyre.wire.ChunkKind;
import io.gyre.wire.Partial;
import io.gyre.wire.WorkItem;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts a window together again from the records that the decoder made of it. */
public final class WindowAssembly {
    private final AnalysisSet analyses;
    private final Slices grid;

    public WindowAssembly(AnalysisSet analyses, Slices grid) {
        this.analyses = analyses;
        this.grid = grid;
    }

    /** {@return whether this record, which the decoder sends last, says that the window's others have come} */
    public boolean isLast(Partial partial) {
        return partial.analysis().equals(analyses.encodings().getFirst().name())
                && partial.partIndex() == partial.partCount() - 1;
    }

    /**
     * {@return the window}, unreadable when the records say so.
     *
     * @param records each analysis's in the order of its parts
     */
    public NextWindow assemble(List<Partial> records) throws PartialFormatException {
        checkParts(records);
        var slices = new TreeMap<Long, Map<String, SliceBytes>>();
        for (Partial partial : records) {
            for (Partial.Slice slice : partial.slices()) {
                slices.computeIfAbsent(grid.indexOf(slice.beginNs()), any -> new HashMap<>())
                        .computeIfAbsent(partial.analysis(), any -> new SliceBytes()).add(slice.bytes());
            }
        }
        Partial any = records.getFirst();
        if (slices.isEmpty()) {
            return unreadable(any);
        }
        var bundles = new ArrayList<SlicePartials>();
        for (Map.Entry<Long, Map<String, SliceBytes>> slice : slices.entrySet()) {
            var encodings = new HashMap<String, byte[]>();
            slice.getValue().forEach((analysis, bytes) -> encodings.put(analysis, bytes.joined()));
            bundles.add(new SlicePartials(slice.getKey(), analyses.decode(encodings)));
        }
        var window = new Window(any.afterNs(), any.upToNs());
        return new NextWindow(start(any.start()), window, new WindowPartials(window, bundles), chunks(any.kind()));
    }

    private static void checkParts(List<Partial> records) throws PartialFormatException {
        var next = new HashMap<String, Integer>();
        for (Partial partial : records) {
            int expected = next.merge(partial.analysis(), 1, Integer::sum) - 1;
            if (partial.partIndex() != expected) {
                throw missing(partial, expected);
            }
        }
        for (Partial partial : records) {
            int come = next.getOrDefault(partial.analysis(), 0);
            if (come != partial.partCount()) {
                throw missing(partial, come);
            }
        }
    }

    private static PartialFormatException missing(Partial partial, int part) {
        return new PartialFormatException(PartialFormatException.Kind.CORRUPT,
                "part " + part + " of " + partial.partCount() + " of " + partial.analysis() + " in the window of chunk "
                        + partial.chunkId() + " is missing");
    }

    /** The pieces of one slice's encoding, which bears a checksum of its own. */
    private static final class SliceBytes {
        private final List<byte[]> pieces = new ArrayList<>(1);

        void add(byte[] piece) {
            pieces.add(piece);
        }

        byte[] joined() {
            if (pieces.size() == 1) {
                return pieces.getFirst();
            }
            var all = new ByteArrayOutputStream(pieces.stream().mapToInt(piece -> piece.length).sum());
            pieces.forEach(all::writeBytes);
            return all.toByteArray();
        }
    }

    /** {@return the window of this record, as one of which nothing is known} */
    public NextWindow unreadable(Partial partial) {
        return new NextWindow(start(partial.start()), new Window(partial.afterNs(), partial.upToNs()), null,
                chunks(partial.kind()));
    }

    private static Start start(WorkItem.Start start) {
        return switch (start) {
            case FIRST -> Start.FIRST;
            case FOLLOWS -> Start.FOLLOWS;
            case GAP -> Start.GAP;
        };
    }

    private static int chunks(ChunkKind kind) {
        return switch (kind) {
            case CHUNK -> 1;
            case CLOSING -> 0;
        };
    }
}
