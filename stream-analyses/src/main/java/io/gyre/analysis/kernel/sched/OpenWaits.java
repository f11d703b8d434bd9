package io.gyre.analysis.kernel.sched;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.FixedMap;
import io.gyre.analysis.kernel.thread.RunningThreads;
import io.gyre.analysis.kernel.thread.ThreadNames;
import java.util.Collections;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * What a stretch of time does not know alone of the waits in it, and who takes part. As bytes:
 *
 * <pre>
 * open = count *(tid ends) running names
 * </pre>
 *
 * @param threads the open ends, by thread id; at most {@value ThreadNames#MOST_THREADS}, those with the lowest ids
 */
public record OpenWaits(SortedMap<Integer, WaitingThread> threads, RunningThreads running, ThreadNames names) {

    static final OpenWaits NONE = new OpenWaits(Collections.emptySortedMap(), RunningThreads.NONE, ThreadNames.NONE);
    static final OpenWaits GAP = new OpenWaits(Collections.emptySortedMap(), RunningThreads.GAP, ThreadNames.NONE);

    public OpenWaits {
        threads = FixedMap.of(threads);
    }

    /**
     * {@return this and then {@code next}}
     *
     * @param ended is told the waits that end where the two meet
     */
    OpenWaits followedBy(OpenWaits next, Consumer<Wait> ended) {
        FixedMap<Integer, WaitingThread> ends = FixedMap.of(threads, next.threads, (tid, left, end) -> {
            if (end == null) {
                return left == null || !next.running.hasGap() ? left : left.beforeGap();
            }
            WaitingThread right = end.withWakers(running::resolve);
            if (left == null && !running.hasGap()) {
                return right;
            }
            WaitingThread known = left == null ? WaitingThread.LOST : left;
            Wait wait = known.endedBy(right, tid);
            if (wait != null) {
                ended.accept(wait);
            }
            return known.followedBy(right);
        });
        return new OpenWaits(ends.lowest(ThreadNames.MOST_THREADS), running.followedBy(next.running),
                names.followedBy(next.names));
    }

    /** {@return the same, without what ended waits in it}, all of which was told. */
    OpenWaits told() {
        return new OpenWaits(FixedMap.changed(threads, WaitingThread::afterGap), running, names);
    }

    /** {@return the same, the wakers at its begin named by what is known at its begin} */
    OpenWaits firstResolved() {
        return new OpenWaits(FixedMap.changed(threads, end -> end.withWakers(running::resolveFirst)), running, names);
    }

    void write(PartialOutput out) {
        out.writeUnsigned(threads.size());
        threads.forEach((tid, ends) -> {
            out.writeSigned(tid);
            ends.write(out);
        });
        running.write(out);
        names.write(out);
    }

    static OpenWaits read(PartialInput in) throws PartialFormatException {
        var threads = in.readMap(4, PartialInput::readInt, WaitingThread::read);
        return new OpenWaits(threads, RunningThreads.read(in), ThreadNames.read(in));
    }
}
