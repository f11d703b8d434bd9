package io.gyre.analysis.kernel.io;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Distribution;

/**
 * Calls of one kind, or requests of one kind, that have ended.
 *
 * @param bytes moved
 * @param failed how many returned an error
 */
public record Transfer(Distribution spread, long bytes, long failed) {

    public static final Transfer NONE = new Transfer(Distribution.NONE, 0, 0);

    static Transfer of(long ns, long bytes, boolean failed) {
        return new Transfer(Distribution.of(ns), bytes, failed ? 1 : 0);
    }

    Transfer plus(Transfer other) {
        return new Transfer(spread.plus(other.spread), bytes + other.bytes, failed + other.failed);
    }

    ObjectNode json(ObjectNode node) {
        return spread.json(node.put("bytes", bytes).put("failed", failed));
    }

    void write(PartialOutput out) {
        spread.write(out);
        out.writeUnsigned(bytes);
        out.writeUnsigned(failed);
    }

    static Transfer read(PartialInput in) throws PartialFormatException {
        return new Transfer(Distribution.read(in), in.readUnsigned(), in.readUnsigned());
    }
}
