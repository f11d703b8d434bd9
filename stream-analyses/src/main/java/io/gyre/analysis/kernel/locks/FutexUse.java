package io.gyre.analysis.kernel.locks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Durations;

/**
 * Calls of futex that have ended.
 *
 * @param waits how long those took that wait, whatever they returned
 * @param timedOut waits that returned ETIMEDOUT
 * @param unneeded waits that returned EAGAIN: the value had changed already
 * @param failed waits that returned another error, such as that of a signal
 * @param wakes calls that wake
 * @param woken threads that these woke or moved to another futex, as they returned it
 */
public record FutexUse(Durations waits, long timedOut, long unneeded, long failed, long wakes, long woken) {

    static final FutexUse NONE = new FutexUse(Durations.NONE, 0, 0, 0, 0, 0);
    static final int FEWEST_BYTES = 6;

    static FutexUse of(FutexOperation operation, long ns, long ret) {
        var tally = new FutexTally();
        tally.add(operation, ns, ret);
        return tally.sum();
    }

    FutexUse plus(FutexUse other) {
        return new FutexUse(waits.plus(other.waits), timedOut + other.timedOut, unneeded + other.unneeded,
                failed + other.failed, wakes + other.wakes, woken + other.woken);
    }

    long waitedNs() {
        return waits.sum().toLong();
    }

    ObjectNode json(ObjectNode node) {
        waits.json(node.putObject("waits"));
        return node.put("timed_out", timedOut).put("unneeded", unneeded).put("failed", failed).put("wakes", wakes)
                .put("woken", woken);
    }

    void write(PartialOutput out) {
        waits.write(out);
        for (long value : new long[]{ timedOut, unneeded, failed, wakes, woken}) {
            out.writeUnsigned(value);
        }
    }

    static FutexUse read(PartialInput in) throws PartialFormatException {
        return new FutexUse(Durations.read(in), in.readUnsigned(), in.readUnsigned(), in.readUnsigned(),
                in.readUnsigned(), in.readUnsigned());
    }
}
