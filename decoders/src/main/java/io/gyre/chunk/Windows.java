package io.gyre.chunk;

import io.gyre.ctf.CtfException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Exact windows: which time each chunk answers for, although LTTng switches the streams of a session one after another, so that
 * neighbouring chunks overlap.
 *
 * <p>After chunk N, a stream brings nothing earlier than the begin of its first packet in chunk N+1, where that can be seen, or
 * else than the end of its last packet in chunk N. A stream of a process's own buffers that the visible chunk N+1 lacks has ended with
 * its process and brings nothing more. So nothing at or before
 *
 * <pre>    upTo(N) = min over the streams of N and N+1 of that time, less 1 ns</pre>
 *
 * is still to come when chunk N is there.
 */
public final class Windows {
    private static final String PER_PROCESS = "ust/pid/";

    private Windows() {}

    /**
     * {@return up to which time, inclusive, all events are there when this chunk is}; empty when no stream tells.
     *
     * @param next the chunk after this one, as far as it has been written; null when it cannot be seen
     */
    public static OptionalLong upTo(ChunkFolder here, @Nullable ChunkFolder next) throws IOException {
        return upTo(spans(here), next == null ? null : spans(next));
    }

    /**
     * {@return the window of each chunk of a line that has ended}
     *
     * <p>The windows are disjoint and in order. The first begins, and the last one ends, at the end of time; a chunk that tells nothing
     * has an empty window.
     */
    public static List<Window> of(SessionLine line) throws IOException {
        var spans = new ArrayList<Map<DataStream.Key, Span>>();
        for (ChunkFolder chunk : line.chunks()) {
            spans.add(spans(chunk));
        }
        return of(spans);
    }

    static List<Window> of(List<Map<DataStream.Key, Span>> chunks) {
        var windows = new ArrayList<Window>();
        long after = Long.MIN_VALUE;
        for (int i = 0; i < chunks.size(); i++) {
            long upTo = i + 1 == chunks.size()
                    ? Long.MAX_VALUE
                    : Math.max(after, upTo(chunks.get(i), chunks.get(i + 1)).orElse(after));
            windows.add(new Window(after, upTo));
            after = upTo;
        }
        return windows;
    }

    /** The time of one stream's packets in one chunk. */
    record Span(long beginNs, long endNs) {}

    private static OptionalLong upTo(Map<DataStream.Key, Span> here, @Nullable Map<DataStream.Key, Span> next) {
        LongStream begins = next == null ? LongStream.empty() : next.values().stream().mapToLong(Span::beginNs);
        LongStream ends = here.entrySet().stream()
                .filter(stream -> next == null
                        || (!next.containsKey(stream.getKey()) && !isPerProcess(stream.getKey())))
                .mapToLong(stream -> stream.getValue().endNs());
        OptionalLong earliest = LongStream.concat(begins, ends).min();
        return earliest.isEmpty() ? earliest : OptionalLong.of(Math.max(earliest.getAsLong(), Long.MIN_VALUE + 1) - 1);
    }

    private static boolean isPerProcess(DataStream.Key stream) {
        return (stream.tracePath() + "/").contains(PER_PROCESS);
    }

    private static Map<DataStream.Key, Span> spans(ChunkFolder chunk) throws IOException {
        try {
            var spans = new HashMap<DataStream.Key, Span>();
            for (DataStream stream : DataStream.of(chunk, ChunkDamage.IGNORED)) {
                OptionalLong begin = stream.beginNs();
                OptionalLong end = stream.endNs();
                if (begin.isPresent() && end.isPresent()) {
                    spans.put(stream.key(), new Span(begin.getAsLong(), end.getAsLong()));
                }
            }
            return spans;
        } catch (CtfException e) {
            throw new IllegalStateException("damage is ignored here", e);
        }
    }
}
