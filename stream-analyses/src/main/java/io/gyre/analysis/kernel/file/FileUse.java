package io.gyre.analysis.kernel.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Durations;

/**
 * Calls on one file that have ended. What is received counts as read, what is sent as written.
 *
 * @param read bytes
 * @param written bytes
 * @param syncs calls that wait until what was written is stored
 * @param failed how many calls returned an error
 */
public record FileUse(Durations reads, long read, Durations writes, long written, Durations syncs, long failed) {

    public static final FileUse NONE = new FileUse(Durations.NONE, 0, Durations.NONE, 0, Durations.NONE, 0);
    static final int FEWEST_BYTES = 6;

    static FileUse of(Way way, long ns, long bytes, boolean failed) {
        var tally = new FileTally();
        tally.add(way, ns, bytes, failed);
        return tally.sum();
    }

    public FileUse plus(FileUse other) {
        return new FileUse(reads.plus(other.reads), read + other.read, writes.plus(other.writes),
                written + other.written, syncs.plus(other.syncs), failed + other.failed);
    }

    public long bytes() {
        return read + written;
    }

    /** {@return all calls together} */
    public Durations calls() {
        return reads.plus(writes).plus(syncs);
    }

    /** Adds {@code read_bytes}, {@code written_bytes}, {@code failed}, and {@code reads}, {@code writes} and {@code syncs} with durations. */
    public ObjectNode json(ObjectNode node) {
        node.put("read_bytes", read).put("written_bytes", written).put("failed", failed);
        reads.json(node.putObject("reads"));
        writes.json(node.putObject("writes"));
        syncs.json(node.putObject("syncs"));
        return node;
    }

    void write(PartialOutput out) {
        reads.write(out);
        out.writeUnsigned(read);
        writes.write(out);
        out.writeUnsigned(written);
        syncs.write(out);
        out.writeUnsigned(failed);
    }

    static FileUse read(PartialInput in) throws PartialFormatException {
        return new FileUse(Durations.read(in), in.readUnsigned(), Durations.read(in), in.readUnsigned(),
                Durations.read(in), in.readUnsigned());
    }
}
