package io.gyre.publisher.window;

import io.gyre.chunk.ChunkFolder;
import io.gyre.chunk.TraceClasses;
import io.gyre.chunk.TraceFolder;
import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.ClockClass;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.PacketWalk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The boundary between two chunks from their packets' headers:
 * <pre>
 * upTo = the smallest f(s) - 1 ns,  f(s) = begin of the stream's first packet in the next chunk, or, where it has none there,
 *                                          end of its last packet in this one
 * </pre>
 * A per-PID stream whose trace a visible next chunk lacks has ended with its process and holds nothing back.
 */
public final class PacketBoundary {
    private static final String PER_PID = "ust/pid/";

    /** @param file where the stream has no id, else empty */
    private record Stream(String tracePath, long dataStreamClassId, @Nullable Long dataStreamId, String file) {}

    private PacketBoundary() {}

    /**
     * {@return the boundary, or empty when no stream tells}
     *
     * @param next null when it cannot be seen; its files may be growing
     */
    public static OptionalLong upTo(ChunkFolder here, @Nullable ChunkFolder next) throws IOException {
        Map<Stream, Long> begins = next == null ? Map.of() : begins(next);
        Set<String> nextTraces = next == null
                ? Set.of()
                : next.traces().stream().map(TraceFolder::relativePath).collect(Collectors.toSet());
        OptionalLong least = begins.values().stream().mapToLong(Long::longValue).min();
        for (TraceFolder trace : here.traces()) {
            String path = trace.relativePath();
            boolean ended = next != null && path.startsWith(PER_PID) && !nextTraces.contains(path);
            OptionalLong end = ended ? OptionalLong.empty() : leastEnd(trace, begins);
            if (end.isPresent() && (least.isEmpty() || end.getAsLong() < least.getAsLong())) {
                least = end;
            }
        }
        return least.isEmpty() ? least : OptionalLong.of(least.getAsLong() - 1);
    }

    private static Map<Stream, Long> begins(ChunkFolder chunk) throws IOException {
        Map<Stream, Long> begins = new HashMap<>();
        for (TraceFolder trace : chunk.traces()) {
            TraceClass traceClass = traceClass(trace);
            if (traceClass == null) {
                continue;
            }
            for (Path file : trace.dataFiles()) {
                PacketHeader first = firstHeader(file, traceClass);
                OptionalLong begin = first == null ? OptionalLong.empty() : begin(first, traceClass);
                if (first != null && begin.isPresent()) {
                    begins.merge(stream(trace, file, first), begin.getAsLong(), Math::min);
                }
            }
        }
        return begins;
    }

    /** The smallest of the ends of the trace's streams that have no begin in the next chunk. */
    private static OptionalLong leastEnd(TraceFolder trace, Map<Stream, Long> begins) throws IOException {
        TraceClass traceClass = traceClass(trace);
        if (traceClass == null) {
            return OptionalLong.empty();
        }
        Map<Stream, Long> ends = new HashMap<>();
        for (Path file : trace.dataFiles()) {
            PacketHeader first = firstHeader(file, traceClass);
            Stream stream = first == null ? null : stream(trace, file, first);
            if (stream != null && !begins.containsKey(stream)) {
                lastEnd(file, traceClass).ifPresent(end -> ends.merge(stream, end, Math::max));
            }
        }
        return ends.values().stream().mapToLong(Long::longValue).min();
    }

    private static OptionalLong lastEnd(Path file, TraceClass traceClass) throws IOException {
        OptionalLong last = OptionalLong.empty();
        try (PacketWalk walk = PacketWalk.open(file, traceClass)) {
            for (boolean more = true; more;) {
                try {
                    PacketWalk.Span span = walk.next();
                    more = span != null;
                    OptionalLong end = span == null ? last : end(span.header(), traceClass);
                    last = end.isPresent() ? end : last;
                } catch (DataStreamException e) {
                    // Reported when the chunk is packed; the packets around it tell enough.
                    more = true;
                }
            }
        }
        return last;
    }

    private static @Nullable PacketHeader firstHeader(Path file, TraceClass traceClass) throws IOException {
        try (PacketWalk walk = PacketWalk.open(file, traceClass)) {
            PacketWalk.Span span = walk.next();
            return span == null ? null : span.header();
        } catch (DataStreamException e) {
            return null;
        }
    }

    private static @Nullable TraceClass traceClass(TraceFolder trace) throws IOException {
        try {
            return TraceClasses.of(trace);
        } catch (MetadataException e) {
            return null;
        }
    }

    private static Stream stream(TraceFolder trace, Path file, PacketHeader header) {
        return new Stream(trace.relativePath(), header.dataStreamClassId(), header.dataStreamId(),
                header.dataStreamId() == null ? String.valueOf(file.getFileName()) : "");
    }

    private static OptionalLong begin(PacketHeader header, TraceClass traceClass) {
        return nanos(header.beginCycles(), header, traceClass);
    }

    /** A packet that was never closed has no end after its begin; nothing of it is earlier than that. */
    private static OptionalLong end(PacketHeader header, TraceClass traceClass) {
        OptionalLong begin = nanos(header.beginCycles(), header, traceClass);
        OptionalLong end = nanos(header.endCycles(), header, traceClass);
        boolean open = end.isEmpty() || (begin.isPresent() && begin.getAsLong() > end.getAsLong());
        return open ? begin : end;
    }

    private static OptionalLong nanos(@Nullable Long cycles, PacketHeader header, TraceClass traceClass) {
        DataStreamClass stream = traceClass.streams().get(header.dataStreamClassId());
        ClockClass clock = stream == null ? null : stream.defaultClock();
        if (cycles == null || clock == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(clock.toNanos(cycles));
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }
}
