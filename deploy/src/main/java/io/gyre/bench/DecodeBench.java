package io.gyre.bench;

import com.sun.management.ThreadMXBean;
import io.gyre.chunk.Archives;
import io.gyre.chunk.ChunkStreams;
import io.gyre.chunk.SessionLine;
import io.gyre.chunk.TraceFolder;
import io.gyre.ctf.CtfException;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.column.ColumnBatches;
import io.gyre.ctf.column.ColumnChecksums;
import io.gyre.ctf.column.ColumnChoice;
import io.gyre.ctf.filter.Selection;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.Checksums;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads all chunks below some folders as one, in time order, on one thread, several times over. */
public final class DecodeBench {
    private static final int COLUMN_ROWS = 1024;

    /** How the events are read, from the cheapest to the dearest. */
    public enum Mode {
        /** The place, time and class of every event, one stream after another; no field is read. */
        INDEX,
        /** The same in time order over all streams. */
        SKIP,
        /** In time order, calling a handler with the time of every event. */
        HANDLERS,
        /** In time order, every field of every event, by compiled classes. */
        DYNAMIC,
        /** The same, into columns, which are then added up. */
        COLUMNS,
        /** In time order, every field of every event, by the interpreter. */
        INTERPRETER;

        boolean readsFields() {
            return this == DYNAMIC || this == COLUMNS || this == INTERPRETER;
        }
    }

    /**
     * What came of it.
     *
     * @param seconds of each pass that counts, opening of files included
     * @param cpuSeconds of the reading thread, likewise
     * @param bytes of data stream files
     * @param allocatedBytes in the last pass, by the reading of packets and events
     * @param sums null where no field is looked at
     */
    public record Figures(Mode mode, long events, long bytes, List<Double> seconds, List<Double> cpuSeconds,
            long allocatedBytes,
            Checksums.@Nullable Sums sums) {
        public Figures {
            seconds = List.copyOf(seconds);
            cpuSeconds = List.copyOf(cpuSeconds);
        }

        public double eventsPerSecond() {
            return events / Median.of(seconds);
        }

        public double eventsPerCpuSecond() {
            return events / Median.of(cpuSeconds);
        }

        public double megabytesPerSecond() {
            return bytes / 1e6 / Median.of(seconds);
        }
    }

    /** Counts on its own, so that no event is left out. */
    public static final class Every {
        private long events;
        private long clock;

        @OnEvent("*")
        public void event(long timestamp) {
            events++;
            clock += timestamp;
        }

        @Override
        public String toString() {
            return events + " events, clock " + clock;
        }
    }

    private DecodeBench() {}

    /**
     * {@return the figures of these passes; damage ends it}
     *
     * @param warmup passes before those that count, in which the JIT compiler does its work
     */
    public static Figures run(Collection<Path> paths, Mode mode, int warmup, int passes)
            throws IOException, CtfException {
        List<SessionLine> lines = Archives.find(paths);
        List<Pass> counted = new ArrayList<>();
        for (int pass = 0; pass < warmup + passes; pass++) {
            Pass done = pass(lines, mode);
            if (pass >= warmup) {
                counted.add(done);
            }
        }
        Pass last = counted.getLast();
        return new Figures(mode, last.events, dataBytes(lines), counted.stream().map(Pass::seconds).toList(),
                counted.stream().map(Pass::cpuSeconds).toList(), last.allocatedBytes, last.sums);
    }

    private record Pass(long events, double seconds, double cpuSeconds, long allocatedBytes,
            Checksums.@Nullable Sums sums) {}

    private static Pass pass(List<SessionLine> lines, Mode mode) throws IOException, CtfException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long begin = System.nanoTime();
        long beginCpu = threads.getCurrentThreadCpuTime();
        List<StreamInput> streams = new ArrayList<>();
        for (SessionLine line : lines) {
            streams.addAll(ChunkStreams.open(line, DecodeBench::unreadable));
        }
        var sums = new Checksums();
        var columnSums = new ColumnChecksums();
        var columns = new ColumnBatches(ColumnChoice.ALL, COLUMN_ROWS, columnSums);
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long events = 0;
        for (List<StreamInput> together : mode == Mode.INDEX ? oneByOne(streams) : List.of(streams)) {
            try (EventReader reader = reader(together, mode, sums, columns)) {
                events += reader.runUntil(Long.MAX_VALUE);
            }
        }
        columns.flush();
        allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
        return new Pass(events, (System.nanoTime() - begin) / 1e9,
                (threads.getCurrentThreadCpuTime() - beginCpu) / 1e9, allocated,
                !mode.readsFields() ? null : mode == Mode.COLUMNS ? columnSums.sums() : sums.sums());
    }

    private static List<List<StreamInput>> oneByOne(List<StreamInput> streams) {
        return streams.stream().map(List::of).toList();
    }

    private static EventReader reader(List<StreamInput> streams, Mode mode, Checksums sums, ColumnBatches columns) {
        return switch (mode) {
            case INDEX, SKIP -> EventReader.handlers(streams, List.of(), Damage.STRICT);
            case HANDLERS -> EventReader.handlers(streams, List.of(new Every()), Damage.STRICT);
            case DYNAMIC -> EventReader.dynamic(streams, sums, Damage.STRICT);
            case COLUMNS -> EventReader.columns(streams, columns, Selection.ALL, Damage.STRICT);
            case INTERPRETER -> EventReader.interpreted(streams, sums, Damage.STRICT);
        };
    }

    private static void unreadable(TraceFolder trace, CtfException damage) {
        throw new IllegalStateException(damage.getMessage(), damage);
    }

    private static long dataBytes(List<SessionLine> lines) throws IOException {
        long bytes = 0;
        for (SessionLine line : lines) {
            for (var chunk : line.chunks()) {
                for (TraceFolder trace : chunk.traces()) {
                    for (Path file : trace.dataFiles()) {
                        bytes += Files.size(file);
                    }
                }
            }
        }
        return bytes;
    }
}
