package io.gyre.streams.stitch;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line as version 1 stored it, all in one entry: read when an application that has such lines is updated, never written. */
public final class InlineLine {
    private static final int VERSION = 1;

    private InlineLine() {}

    /** {@return the line}; null when the entry is not of this version */
    public static StitchedLine.@Nullable Encoded decode(byte[] bytes) throws PartialFormatException {
        var in = new PartialInput(bytes);
        if (in.readUnsigned() != VERSION) {
            return null;
        }
        Long lastChunkId = in.readFlag() ? in.readUnsigned() : null;
        long chunks = in.readUnsigned();
        long sliceNs = in.readUnsigned();
        Map<String, byte[]> total = encodings(in);
        Long openSlice = in.readFlag() ? in.readSigned() : null;
        Map<String, byte[]> open = openSlice == null ? Map.of() : encodings(in);
        var head = new LineHead(lastChunkId, chunks, sliceNs, List.copyOf(total.keySet()), openSlice,
                List.copyOf(open.keySet()));
        return new StitchedLine.Encoded(head, total, open);
    }

    private static Map<String, byte[]> encodings(PartialInput in) throws PartialFormatException {
        var encodings = new HashMap<String, byte[]>();
        for (int left = in.readCount(2); left > 0; left--) {
            encodings.put(in.readString(), in.readBytes());
        }
        return encodings;
    }
}
