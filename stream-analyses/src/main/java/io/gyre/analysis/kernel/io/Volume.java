package io.gyre.analysis.kernel.io;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Durations;

/**
 * What one thread moved, in bytes.
 *
 * @param durations of all its calls that are about files and sockets
 * @param failed how many of these returned an error
 */
public record Volume(Durations durations, long read, long written, long received, long sent, long copied, long failed) {

    public static final Volume NONE = new Volume(Durations.NONE, 0, 0, 0, 0, 0, 0);

    static Volume of(Category category, long ns, long bytes, boolean failed) {
        var tally = new VolumeTally();
        tally.add(category, ns, bytes, failed);
        return tally.sum();
    }

    Volume plus(Volume other) {
        return new Volume(durations.plus(other.durations), read + other.read, written + other.written,
                received + other.received, sent + other.sent, copied + other.copied, failed + other.failed);
    }

    long bytes() {
        return read + written + received + sent + copied;
    }

    ObjectNode json(ObjectNode node) {
        node.put("read_bytes", read).put("written_bytes", written).put("received_bytes", received)
                .put("sent_bytes", sent).put("copied_bytes", copied).put("failed", failed);
        return durations.json(node);
    }

    void write(PartialOutput out) {
        durations.write(out);
        for (long value : new long[]{ read, written, received, sent, copied, failed}) {
            out.writeUnsigned(value);
        }
    }

    static Volume read(PartialInput in) throws PartialFormatException {
        return new Volume(Durations.read(in), in.readUnsigned(), in.readUnsigned(), in.readUnsigned(),
                in.readUnsigned(), in.readUnsigned(), in.readUnsigned());
    }
}
