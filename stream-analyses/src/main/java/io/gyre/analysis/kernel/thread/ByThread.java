package io.gyre.analysis.kernel.thread;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.FixedMap;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * Figures of threads.
 *
 * @param threads by thread id; at most {@value #MOST_THREADS}, those with the lowest ids
 * @param others all other threads together
 */
public record ByThread<V>(SortedMap<Integer, V> threads, V others) {
    public static final int MOST_THREADS = 1 << 13;

    public ByThread {
        threads = FixedMap.of(threads);
    }

    public static <V> ByThread<V> none(V others) {
        return new ByThread<>(Collections.emptySortedMap(), others);
    }

    /**
     * {@return these threads, as many as there is room for}
     */
    public static <V> ByThread<V> of(SortedMap<Integer, V> threads, V others, BinaryOperator<V> plus) {
        FixedMap<Integer, V> all = FixedMap.of(threads);
        V rest = all.beyond(MOST_THREADS).values().stream().reduce(others, plus);
        return new ByThread<>(all.lowest(MOST_THREADS), rest);
    }

    /**
     * {@return both}. What the stand-ins did comes before what their threads did under their own ids, since a stand-in is the thread that its CPU
     * ran first.
     */
    public ByThread<V> followedBy(ByThread<V> next, RunningThreads running, BinaryOperator<V> plus) {
        FixedMap<Integer, V> added = FixedMap.of(next.threads);
        var standIns = new TreeMap<Integer, V>();
        added.headMap(Tids.IDLE).forEach((tid, value) -> standIns.merge(running.resolve(tid), value, plus));
        FixedMap<Integer, V> joined = FixedMap.joined(FixedMap.joined(threads, standIns, plus),
                added.tailMap(Tids.IDLE), plus);
        return of(joined, plus.apply(others, next.others), plus);
    }

    /** {@return the same with what is known of the stand-ins that are left} */
    public ByThread<V> resolved(IntUnaryOperator resolve, BinaryOperator<V> plus) {
        var joined = new TreeMap<Integer, V>();
        threads.forEach((tid, value) -> joined.merge(resolve.applyAsInt(tid), value, plus));
        return of(joined, others, plus);
    }

    /** {@return the figures by process id; a thread whose process nobody told counts as one} */
    public SortedMap<Integer, V> byProcess(ThreadNames names, BinaryOperator<V> plus) {
        var processes = new TreeMap<Integer, V>();
        threads.forEach((tid, value) -> processes.merge(names.process(tid), value, plus));
        return processes;
    }

    public void write(PartialOutput out, BiConsumer<V, PartialOutput> writer) {
        out.writeUnsigned(threads.size());
        threads.forEach((tid, value) -> {
            out.writeSigned(tid);
            writer.accept(value, out);
        });
        writer.accept(others, out);
    }

    /** @param fewestBytes that one value takes */
    public static <V> ByThread<V> read(PartialInput in, int fewestBytes, PartialInput.Reader<V> reader)
            throws PartialFormatException {
        var threads = in.readMap(fewestBytes + 1, PartialInput::readInt, reader);
        return new ByThread<>(threads, reader.read(in));
    }
}
