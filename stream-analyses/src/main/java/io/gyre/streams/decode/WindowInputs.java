package io.gyre.streams.decode;

import io.gyre.analysis.line.WindowFold.FailedAnalysis;
import io.gyre.ctf.CtfException;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.wire.SealException;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.WorkItem;
import io.gyre.wire.WorkItem.ChunkStreams;
import io.gyre.wire.seal.OpenSegment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens the data streams of a work item, and keeps a list of what is bad. Used for one window, by one thread. */
final class WindowInputs {
    private static final int MOST_FINDINGS = 100;

    private final WorkItem item;
    private final SegmentLoader loader;

    private final List<Finding> findings = new ArrayList<>();
    private final IdentityHashMap<StreamInfo, Long> chunks = new IdentityHashMap<>();
    private long unlisted;
    private long gaps;
    private long lostChunks;

    WindowInputs(WorkItem item, SegmentLoader loader) {
        this.item = item;
        this.loader = loader;

    }

    /** {@return the streams, those of earlier chunks first}; may be opened again, and forgets then what was bad. */
    List<StreamInput> open() throws IOException {
        findings.clear();
        chunks.clear();
        unlisted = 0;
        gaps = 0;
        lostChunks = 0;
        var inputs = new ArrayList<StreamInput>();
        for (ChunkStreams chunk : item.streams()) {
            List<SegmentRef> carried = item.carried().stream().filter(s -> s.chunkId() == chunk.chunkId()).toList();
            inputs.addAll(open(chunk, carried, item.afterNs(), StreamInput.Origin.CARRIED));
        }
        for (ChunkStreams chunk : item.streams()) {
            if (chunk.chunkId() == item.chunkId()) {
                inputs.addAll(open(chunk, item.segments(), Long.MIN_VALUE, StreamInput.Origin.OWN));
            }
        }
        return inputs;
    }

    private List<StreamInput> open(ChunkStreams chunk, List<SegmentRef> segments, long afterNs,
            StreamInput.Origin origin) throws IOException {
        OpenSegment first = segments.isEmpty() ? null : openOrTell(segments.getFirst());
        if (first == null) {
            lostChunks += segments.isEmpty() ? 0 : 1;
            return List.of();
        }
        Map<String, TraceClass> traces = ChunkTraces.read(first, bad -> {
            // Whose own window has told already.
            if (origin == StreamInput.Origin.OWN) {
                gaps++;
                add(Finding.of(bad, chunk.chunkId()));
            }
        });
        var table = new StreamTable(chunk.streams());
        var opened = new ChunkSegments(new Loading(first, table, traces, afterNs)::load, table);
        List<StreamInput> inputs = opened.streams(segments, traces, afterNs, origin);
        inputs.forEach(input -> chunks.put(input.info(), chunk.chunkId()));
        return inputs;
    }

    /** Loads the packets of one chunk's segments, of which the first is open already. */
    private final class Loading {
        private @Nullable OpenSegment first;
        private final StreamTable table;
        private final Map<String, TraceClass> traces;
        private final long afterNs;

        Loading(OpenSegment first, StreamTable table, Map<String, TraceClass> traces, long afterNs) {
            this.first = first;
            this.table = table;
            this.traces = traces;
            this.afterNs = afterNs;
        }

        LoadedSegment load(SegmentRef segment) throws IOException {
            OpenSegment opened = first != null && segment.index() == first.id().index() ? first : openOrTell(segment);
            first = null;
            if (opened == null) {
                gaps++;
                return LoadedSegment.empty();
            }
            return LoadedSegment.of(opened, table, traces, afterNs, bad -> add(Finding.of(bad, segment.chunkId())));
        }
    }

    private @Nullable OpenSegment openOrTell(SegmentRef segment) throws IOException {
        try {
            return loader.open(item.line(), segment);
        } catch (SealException e) {
            add(Finding.of(e, segment.chunkId()));
        } catch (SegmentLostException e) {
            add(Finding.of(e, segment.chunkId()));
        }
        return null;
    }

    /** What to do about a damaged packet: tell, and go on at the next one. */
    void damaged(StreamInfo stream, CtfException damage) {
        add(Finding.of(damage, chunks.getOrDefault(stream, item.chunkId())));
    }

    /** What to do about an analysis that could not be run: tell; it knows nothing of the window. */
    void failed(FailedAnalysis analysis) {
        gaps++;
        add(new Finding(FailedAnalysis.CODE, "analysis " + analysis.analysis() + ": " + analysis.message(),
                item.chunkId(), null, null, null));
    }

    private void add(Finding finding) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        } else {
            unlisted++;
        }
    }

    List<Finding> findings() {
        if (unlisted == 0) {
            return findings;
        }
        var all = new ArrayList<>(findings);
        all.add(new Finding("more-damages", unlisted + " more", item.chunkId(), null, null, null));
        return all;
    }

    /** {@return segments and traces that could not be read} */
    long gaps() {
        return gaps;
    }

    /** {@return chunks of which nothing could be read} */
    long lostChunks() {
        return lostChunks;
    }
}
