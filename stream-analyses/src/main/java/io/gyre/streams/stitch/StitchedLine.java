package io.gyre.streams.stitch;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.Slices;
import io.gyre.analysis.line.AnalysisSet;
import io.gyre.analysis.line.Bundle;
import io.gyre.analysis.line.LineState;
import io.gyre.analysis.line.LineState.OpenSlice;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line as the stitcher stores it.
 *
 * @param lastChunkId whose window was stitched last; null before the first
 */
public record StitchedLine(@Nullable Long lastChunkId, LineState state) {
    private static final int VERSION = 1;

    public static StitchedLine start(AnalysisSet analyses) {
        return new StitchedLine(null, LineState.start(analyses));
    }

    public byte[] encode(AnalysisSet analyses, Slices grid) {
        var out = new PartialOutput();
        out.writeUnsigned(VERSION);
        out.writeFlag(lastChunkId != null);
        if (lastChunkId != null) {
            out.writeUnsigned(lastChunkId);
        }
        out.writeUnsigned(state.chunks());
        out.writeUnsigned(grid.lengthNs());
        write(analyses, state.total(), out);
        OpenSlice open = state.open();
        out.writeFlag(open != null);
        if (open != null) {
            out.writeSigned(open.index());
            write(analyses, open.bundle(), out);
        }
        return out.toByteArray();
    }

    private static void write(AnalysisSet analyses, Bundle bundle, PartialOutput out) {
        List<AnalysisSet.Encoded> names = analyses.encodings();
        List<byte[]> encoded = analyses.encode(bundle);
        out.writeUnsigned(encoded.size());
        for (int i = 0; i < encoded.size(); i++) {
            out.writeString(names.get(i).name());
            out.writeBytes(encoded.get(i));
        }
    }

    /**
     * {@return the line} Where it was stored by an application with slices of another length, the slice that was open has no answer of its
     * own: what is in it counts for the line alone.
     */
    public static StitchedLine decode(byte[] bytes, AnalysisSet analyses, Slices grid) throws PartialFormatException {
        var in = new PartialInput(bytes);
        if (in.readUnsigned() != VERSION) {
            throw new PartialFormatException(PartialFormatException.Kind.TOO_NEW,
                    "the stored state of a line is not of version " + VERSION);
        }
        Long lastChunkId = in.readFlag() ? in.readUnsigned() : null;
        long chunks = in.readUnsigned();
        boolean sameGrid = in.readUnsigned() == grid.lengthNs();
        Bundle total = read(analyses, in);
        OpenSlice open = in.readFlag() ? new OpenSlice(in.readSigned(), read(analyses, in)) : null;
        var state = new LineState(chunks, total, open);
        return new StitchedLine(lastChunkId,
                sameGrid ? state : new LineState(chunks, state.all(analyses), null));
    }

    private static Bundle read(AnalysisSet analyses, PartialInput in) throws PartialFormatException {
        var encoded = new HashMap<String, byte[]>();
        for (int left = in.readCount(2); left > 0; left--) {
            encoded.put(in.readString(), in.readBytes());
        }
        return analyses.decode(encoded);
    }
}
