package io.gyre.bench;

import com.sun.management.ThreadMXBean;
import io.gyre.chunk.Archives;
import io.gyre.chunk.ChunkStreams;
import io.gyre.chunk.SessionLine;
import io.gyre.chunk.TraceFolder;
import io.gyre.ctf.CtfException;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
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

    /** How the events are read. */
    public enum Mode {
        /** Every field of every event, by compiled classes. */
        DYNAMIC,
        /** Every field of every event, by the interpreter. */
        INTERPRETER,
        /** The time and class of every event; its fields are skipped. */
        HANDLERS
    }

    /**
     * What came of it.
     *
     * @param seconds of each pass, opening and compiling included
     * @param bytes of data stream files
     * @param allocatedBytes by the reading thread in the last pass
     * @param sums null in {@link Mode#HANDLERS}, which does not look at fields
     */
    public record Figures(Mode mode, long events, long bytes, List<Double> seconds, long allocatedBytes,
            Checksums.@Nullable Sums sums) {
        public Figures {
            seconds = List.copyOf(seconds);
        }

        public double eventsPerSecond() {
            return events / Median.of(seconds);
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

    /** {@return the figures of these passes; damage ends it} */
    public static Figures run(Collection<Path> paths, Mode mode, int passes) throws IOException, CtfException {
        List<SessionLine> lines = Archives.find(paths);
        List<Double> seconds = new ArrayList<>();
        long events = 0;
        long allocated = 0;
        Checksums sums = new Checksums();
        for (int pass = 0; pass < passes; pass++) {
            sums = new Checksums();
            long allocatedBefore = allocatedByThisThread();
            long begin = System.nanoTime();
            events = read(lines, mode, sums);
            seconds.add((System.nanoTime() - begin) / 1e9);
            allocated = allocatedByThisThread() - allocatedBefore;
        }
        return new Figures(mode, events, dataBytes(lines), seconds, allocated,
                mode == Mode.HANDLERS ? null : sums.sums());
    }

    private static long read(List<SessionLine> lines, Mode mode, Checksums sums) throws IOException, CtfException {
        List<StreamInput> streams = new ArrayList<>();
        for (SessionLine line : lines) {
            streams.addAll(ChunkStreams.open(line, DecodeBench::unreadable));
        }
        EventReader reader = switch (mode) {
            case DYNAMIC -> EventReader.dynamic(streams, sums, Damage.STRICT);
            case INTERPRETER -> EventReader.interpreted(streams, sums, Damage.STRICT);
            case HANDLERS -> EventReader.handlers(streams, List.of(new Every()), Damage.STRICT);
        };
        try (reader) {
            return reader.runUntil(Long.MAX_VALUE);
        }
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

    private static long allocatedByThisThread() {
        return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                ? threads.getCurrentThreadAllocatedBytes()
                : 0;
    }
}
