package io.gyre.streams.stitch;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a stored line is, and what else is stored of it. Since it names that, what has been left out, by an analysis that is not installed
 * for a while, is never taken for what is known.
 *
 * <pre>
 * head  = version:2 flag [ last chunk:unsigned ] chunks:unsigned slice length:unsigned total flag [ slice:signed open ]
 * total = count:unsigned *analysis:string
 * open  = total
 * </pre>
 *
 * @param lastChunkId whose window was stitched last; null before the first
 * @param chunks whose windows are in it
 * @param sliceNs the length of the slices
 * @param total the analyses that know something of the slices that are complete
 * @param openSlice the index of the slice that is open; null when none is
 * @param open the analyses that know something of the open slice
 */
public record LineHead(@Nullable Long lastChunkId, long chunks, long sliceNs, List<String> total,
        @Nullable Long openSlice, List<String> open) {

    static final int VERSION = 2;

    public LineHead {
        total = List.copyOf(total);
        open = List.copyOf(open);
    }

    /** {@return the head in its encoding} */
    public byte[] encode() {
        var out = new PartialOutput();
        out.writeUnsigned(VERSION);
        out.writeFlag(lastChunkId != null);
        if (lastChunkId != null) {
            out.writeUnsigned(lastChunkId);
        }
        out.writeUnsigned(chunks);
        out.writeUnsigned(sliceNs);
        write(total, out);
        out.writeFlag(openSlice != null);
        if (openSlice != null) {
            out.writeSigned(openSlice);
            write(open, out);
        }
        return out.toByteArray();
    }

    private static void write(Collection<String> names, PartialOutput out) {
        out.writeUnsigned(names.size());
        names.forEach(out::writeString);
    }

    /** @throws PartialFormatException when it is damaged, or of another version; {@link InlineLine} reads the version before */
    public static LineHead decode(byte[] bytes) throws PartialFormatException {
        var in = new PartialInput(bytes);
        long version = in.readUnsigned();
        if (version != VERSION) {
            throw new PartialFormatException(PartialFormatException.Kind.TOO_NEW,
                    "the stored state of a line is of version " + version + ", known are 1 to " + VERSION);
        }
        Long lastChunkId = in.readFlag() ? in.readUnsigned() : null;
        long chunks = in.readUnsigned();
        long sliceNs = in.readUnsigned();
        List<String> total = names(in);
        Long openSlice = in.readFlag() ? in.readSigned() : null;
        return new LineHead(lastChunkId, chunks, sliceNs, total, openSlice, openSlice == null ? List.of() : names(in));
    }

    private static List<String> names(PartialInput in) throws PartialFormatException {
        return in.readList(1, PartialInput::readString);
    }
}
