package io.gyre.chunk;

import io.gyre.ctf.CtfException;
import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.ClockClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.read.StreamInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One data stream of a chunk, in one file or in several ({@code --tracefile-size}).
 *
 * @param files in no particular order
 */
record DataStream(Key key, StreamInfo info, List<DataFile> files) {

    private static final Pattern NUMBERED = Pattern.compile("(.+)_(\\d+)");

    DataStream {
        files = List.copyOf(files);
    }

    /**
     * Who a data stream is, over all chunks of its session.
     *
     * @param name of its file where the trace does not number its streams, else empty
     */
    record Key(String tracePath, long dataStreamClassId, @Nullable Long dataStreamId, String name) {}

    /** {@return the data streams of a chunk's readable traces, in the order of traces and file names} */
    static List<DataStream> of(ChunkFolder chunk, ChunkDamage damage) throws IOException, CtfException {
        var streams = new ArrayList<DataStream>();
        for (TraceFolder trace : chunk.traces()) {
            try {
                streams.addAll(of(trace, TraceClasses.of(trace), damage));
            } catch (MetadataException e) {
                damage.found(trace, e);
            }
        }
        return streams;
    }

    private static List<DataStream> of(TraceFolder trace, TraceClass traceClass, ChunkDamage damage)
            throws IOException, CtfException {
        Map<Key, List<DataFile>> files = new LinkedHashMap<>();
        for (Path path : trace.dataFiles()) {
            var first = new AtomicReference<@Nullable CtfException>();
            DataFile file = DataFile.read(trace, path, traceClass, found -> first.compareAndSet(null, found),
                    why -> damage.indexIgnored(trace, why)).orElse(null);
            CtfException found = first.get();
            if (file != null) {
                String name = file.streamId() == null ? withoutNumber(fileName(path)) : "";
                var key = new Key(trace.relativePath(), file.streamClass().id(), file.streamId(), name);
                files.computeIfAbsent(key, _ -> new ArrayList<>()).add(file);
            } else if (found != null) {
                // Packets that are damaged within a readable file are met again, and told, by whoever reads its events.
                damage.found(trace, found);
            }
        }
        var streams = new ArrayList<DataStream>();
        files.forEach((key, of) -> {
            String name = name(of, key);
            var info = new StreamInfo(key.tracePath(), traceClass, of.getFirst().streamClass(), key.dataStreamId(),
                    name);
            streams.add(new DataStream(key, info, of));
        });
        return streams;
    }

    /** LTTng names files {@code <channel>_<cpu>}, and {@code <channel>_<cpu>_<n>} when a stream has several. */
    private static String name(List<DataFile> files, Key key) {
        String first = fileName(files.getFirst().path());
        if (key.dataStreamId() == null) {
            return key.name();
        }
        boolean endsWithId = first.endsWith("_" + Long.toUnsignedString(key.dataStreamId()));
        return files.size() > 1 || !endsWithId ? withoutNumber(first) : first;
    }

    /** {@return {@code ch_0} for {@code ch_0_1}; the name as it is when it has one number} */
    private static String withoutNumber(String name) {
        Matcher matcher = NUMBERED.matcher(name);
        return matcher.matches() && NUMBERED.matcher(matcher.group(1)).matches() ? matcher.group(1) : name;
    }

    private static String fileName(Path path) {
        return ChunkFinder.name(path);
    }

    /** {@return the time at which its first packet begins, in nanoseconds since the epoch, when packets tell} */
    OptionalLong beginNs() {
        return files.stream().map(DataFile::beginCycles).map(this::toNanos).flatMapToLong(OptionalLong::stream).min();
    }

    /** {@return the time at which its last packet ends; when it begins, where it was never closed} */
    OptionalLong endNs() {
        OptionalLong end = files.stream().map(DataFile::endCycles).map(this::toNanos)
                .flatMapToLong(OptionalLong::stream).max();
        OptionalLong begin = beginNs();
        return end.isPresent() && begin.isPresent()
                ? OptionalLong.of(Math.max(end.getAsLong(), begin.getAsLong()))
                : end;
    }

    private OptionalLong toNanos(@Nullable Long cycles) {
        ClockClass clock = info.dataStreamClass().defaultClock();
        if (cycles == null || clock == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(clock.toNanos(cycles));
        } catch (ArithmeticException _) {
            // A time that does not fit is no bound for others; the reader of its events reports it.
            return OptionalLong.empty();
        }
    }
}
