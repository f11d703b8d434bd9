package io.gyre.streams.decode;

import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.Packet;
import io.gyre.ctf.read.PacketSource;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.WorkItem.StreamName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The segments of one chunk as data streams. A segment is fetched when a stream wants its first packet of it, and let go when all its
 * packets are read. Segments lie in the order of time and are read in the order of time, so that there are at most about as many in
 * memory as there are streams; when there are more, as when one stream is read far ahead of the others, those that no stream
 * stands in are let go, to be fetched again. Used by one thread.
 */
final class ChunkSegments {
    private static final int ALWAYS_KEPT = 4;

    private final Loader loader;
    private final StreamTable table;
    private final Map<Integer, LoadedSegment> loaded = new HashMap<>();
    private final List<Source> sources = new ArrayList<>();

    ChunkSegments(Loader loader, StreamTable table) {
        this.loader = loader;
        this.table = table;
    }

    /** Brings a segment's packets into memory. */
    @FunctionalInterface
    interface Loader {
        LoadedSegment load(SegmentRef segment) throws IOException;
    }

    /**
     * {@return the chunk's data streams}
     *
     * @param traces by path, those whose metadata can be read; streams of others are left out
     */
    List<StreamInput> streams(List<SegmentRef> segments, Map<String, TraceClass> traces, long afterNs,
            StreamInput.Origin origin) {
        var inputs = new ArrayList<StreamInput>();
        for (int position = 0; position < table.streams().size(); position++) {
            int stream = position;
            List<SegmentRef> holding = segments.stream().filter(s -> s.streams().contains(stream)).toList();
            StreamInfo info = info(table.streams().get(position), traces);
            if (info != null && !holding.isEmpty()) {
                var source = new Source(position, holding);
                sources.add(source);
                inputs.add(new StreamInput(info, source, afterNs, origin));
            }
        }
        return inputs;
    }

    private static @Nullable StreamInfo info(StreamName stream, Map<String, TraceClass> traces) {
        TraceClass traceClass = traces.get(stream.tracePath());
        DataStreamClass streamClass = traceClass == null ? null : traceClass.streams().get(stream.dataStreamClassId());
        return traceClass == null || streamClass == null
                ? null
                : new StreamInfo(stream.tracePath(), traceClass, streamClass, stream.dataStreamId(), stream.name());
    }

    /** {@return how many segments are in memory} */
    int inMemory() {
        return loaded.size();
    }

    private LoadedSegment load(SegmentRef segment) throws IOException {
        LoadedSegment known = loaded.get(segment.index());
        if (known != null) {
            return known;
        }
        if (loaded.size() >= sources.size() + ALWAYS_KEPT) {
            loaded.keySet().stream().filter(index -> sources.stream().noneMatch(s -> s.standsIn(index)))
                    .max(Comparator.naturalOrder()).ifPresent(loaded::remove);
        }
        LoadedSegment found = loader.load(segment);
        found.dropIf(stream -> sources.stream().noneMatch(s -> s.stream == stream && s.willRead(segment.index())));
        loaded.put(segment.index(), found);
        return found;
    }

    /** One stream: the segments that hold it, one after another. */
    private final class Source implements PacketSource {
        private final int stream;
        private final List<SegmentRef> holding;
        private int at = -1;
        private @Nullable LoadedSegment current;

        Source(int stream, List<SegmentRef> holding) {
            this.stream = stream;
            this.holding = holding;
        }

        @Override
        public @Nullable Packet next() throws IOException {
            while (at < holding.size()) {
                Packet packet = current == null ? null : current.next(stream);
                if (packet != null) {
                    return packet;
                }
                letGo();
                at++;
                current = at < holding.size() ? load(holding.get(at)) : null;
            }
            return null;
        }

        private void letGo() {
            if (current != null && current.isRead()) {
                loaded.remove(holding.get(at).index());
            }
            current = null;
        }

        boolean standsIn(int segment) {
            return current != null && holding.get(at).index() == segment;
        }

        boolean willRead(int segment) {
            return holding.stream().skip(Math.max(0, at)).anyMatch(ref -> ref.index() == segment);
        }

        @Override
        public void close() {
            current = null;
            at = holding.size();
            loaded.clear();
        }
    }
}
