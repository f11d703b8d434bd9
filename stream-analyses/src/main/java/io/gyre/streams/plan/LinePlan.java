package io.gyre.streams.plan;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.wire.ChunkKind;
import io.gyre.wire.Manifest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the windows of a session line are planned.
 *
 * @param last the window planned last; null before the first
 * @param carriers ids of planned chunks whose segments may hold events past that window, ascending
 */
public record LinePlan(@Nullable Last last, List<Long> carriers) {
    public static final LinePlan NOTHING = new LinePlan(null, List.of());

    private static final int VERSION = 1;

    public LinePlan {
        carriers = List.copyOf(carriers);
    }

    /** @param upToNs its window's end; {@link Long#MAX_VALUE} when the line ended with it */
    public record Last(long chunkId, ChunkKind kind, long upToNs) {}

    boolean isClosed() {
        return last != null && last.upToNs == Long.MAX_VALUE;
    }

    /** {@return whether the window of this manifest was planned, or one that comes after it} */
    boolean isPast(Manifest manifest) {
        if (last == null || manifest.chunkId() > last.chunkId) {
            return false;
        }
        boolean closes = manifest.kind() == ChunkKind.CLOSING && last.kind == ChunkKind.CHUNK;
        return !(closes && manifest.chunkId() == last.chunkId);
    }

    public byte[] encode() {
        var out = new PartialOutput();
        out.writeUnsigned(VERSION);
        out.writeFlag(last != null);
        if (last != null) {
            out.writeUnsigned(last.chunkId);
            out.writeFlag(last.kind == ChunkKind.CLOSING);
            out.writeSigned(last.upToNs);
        }
        out.writeUnsigned(carriers.size());
        carriers.forEach(out::writeUnsigned);
        return out.toByteArray();
    }

    public static LinePlan decode(byte[] bytes) throws PartialFormatException {
        var in = new PartialInput(bytes);
        if (in.readUnsigned() != VERSION) {
            throw new PartialFormatException(PartialFormatException.Kind.TOO_NEW,
                    "the stored plan of a line is not of version " + VERSION);
        }
        Last last = null;
        if (in.readFlag()) {
            last = new Last(in.readUnsigned(), in.readFlag() ? ChunkKind.CLOSING : ChunkKind.CHUNK, in.readSigned());
        }
        var carriers = in.readList(1, PartialInput::readUnsigned);
        return new LinePlan(last, carriers);
    }
}
