package io.gyre.streams.stitch;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.Slices;
import io.gyre.analysis.line.AnalysisSet;
import io.gyre.analysis.line.Bundle;
import io.gyre.analysis.line.LineState;
import io.gyre.analysis.line.LineState.OpenSlice;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A line as far as it is stitched.
 *
 * @param lastChunkId whose window was stitched last; null before the first
 */
public record StitchedLine(@Nullable Long lastChunkId, LineState state) {

    /**
     * A line in pieces that are stored apart, since each analysis may know much.
     *
     * @param total what each analysis knows that the head names, by its name
     * @param open the same for the open slice
     */
    public record Encoded(LineHead head, Map<String, byte[]> total, Map<String, byte[]> open) {}

    public static StitchedLine start(AnalysisSet analyses) {
        return new StitchedLine(null, LineState.start(analyses));
    }

    public Encoded encode(AnalysisSet analyses, Slices grid) {
        OpenSlice open = state.open();
        Map<String, byte[]> total = encode(analyses, state.total());
        Map<String, byte[]> ofOpen = open == null ? Map.of() : encode(analyses, open.bundle());
        var head = new LineHead(lastChunkId, state.chunks(), grid.lengthNs(), List.copyOf(total.keySet()),
                open == null ? null : open.index(), List.copyOf(ofOpen.keySet()));
        return new Encoded(head, total, ofOpen);
    }

    /** {@return the encodings of those that know something}: of most lines, only some analyses do. */
    private static Map<String, byte[]> encode(AnalysisSet analyses, Bundle bundle) {
        List<AnalysisSet.Encoded> names = analyses.encodings();
        List<byte[]> encoded = analyses.encode(bundle);
        List<byte[]> nothing = analyses.encode(analyses.empty());
        var byName = new TreeMap<String, byte[]>();
        for (int i = 0; i < names.size(); i++) {
            if (!Arrays.equals(encoded.get(i), nothing.get(i))) {
                byName.put(names.get(i).name(), encoded.get(i));
            }
        }
        return byName;
    }

    /**
     * {@return the line} Where it was stored by an application with slices of another length, the slice that was open has no answer of its
     * own: what is in it counts for the line alone.
     */
    public static StitchedLine decode(Encoded stored, AnalysisSet analyses, Slices grid) throws PartialFormatException {
        LineHead head = stored.head();
        Long openSlice = head.openSlice();
        OpenSlice open = openSlice == null ? null : new OpenSlice(openSlice, analyses.decode(stored.open()));
        var state = new LineState(head.chunks(), analyses.decodeTotal(stored.total()), open);
        return new StitchedLine(head.lastChunkId(), head.sliceNs() == grid.lengthNs()
                ? state
                : new LineState(head.chunks(), state.all(analyses), null));
    }
}
