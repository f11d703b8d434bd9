package io.gyre.streams.plan;

import io.gyre.wire.ChunkKind;
import io.gyre.wire.Manifest;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.WorkItem;
import io.gyre.wire.WorkItem.ChunkStreams;
import io.gyre.wire.WorkItem.Start;
import io.gyre.wire.WorkItem.StreamName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides in which order the chunks of a line are answered for, and what each window takes. Pure functions.
 *
 * <p>Windows are planned in the order of chunk ids, each from the end of the one before: a manifest's own lower bound counts only where
 * its line begins. What the window before did not take of its segments is carried, and so on.
 */
public final class LinePlanner {
    private LinePlanner() {}

    /** A window to decode, and the plan after it. */
    public record Planned(WorkItem item, LinePlan plan) {}

    /**
     * {@return whether the earliest manifest that waits can be planned now}
     *
     * @param waitedLongEnough whether it has waited for its predecessor as long as it should
     */
    public static boolean isReady(LinePlan plan, Manifest earliest, boolean waitedLongEnough) {
        Long previous = earliest.previousChunkId();
        if (waitedLongEnough || previous == null) {
            return true;
        }
        return plan.last() != null && plan.last().chunkId() >= previous;
    }

    /**
     * {@return the window of the earliest manifest that waits}
     *
     * @param carriers the manifests of {@link LinePlan#carriers}, those still known
     */
    public static Planned plan(LinePlan plan, Arrival earliest, List<Manifest> carriers) {
        Manifest manifest = earliest.manifest();
        LinePlan.Last last = plan.last();
        long afterNs = last == null ? manifest.afterNs() : last.upToNs();
        long upToNs = Math.max(afterNs, manifest.upToNs());
        var carried = new ArrayList<SegmentRef>();
        var streams = new ArrayList<ChunkStreams>();
        for (Manifest carrier : carriers) {
            List<SegmentRef> segments = reachingPast(afterNs, carrier);
            if (!segments.isEmpty()) {
                carried.addAll(segments);
                streams.add(streamsOf(carrier));
            }
        }
        if (manifest.kind() == ChunkKind.CHUNK) {
            streams.add(streamsOf(manifest));
        }
        var item = new WorkItem(manifest.line(), manifest.chunkId(), manifest.kind(), afterNs, upToNs,
                start(last, manifest), last == null ? null : Long.valueOf(last.chunkId()), manifest.segments(),
                carried, streams, earliest.at());
        return new Planned(item, new LinePlan(new LinePlan.Last(manifest.chunkId(), manifest.kind(), upToNs),
                carriersPast(upToNs, carriers, manifest)));
    }

    private static Start start(LinePlan.@Nullable Last last, Manifest manifest) {
        if (last == null) {
            return manifest.previousChunkId() == null ? Start.FIRST : Start.GAP;
        }
        long expected = manifest.kind() == ChunkKind.CLOSING ? manifest.chunkId() : manifest.chunkId() - 1;
        return last.chunkId() >= expected ? Start.FOLLOWS : Start.GAP;
    }

    /** {@return the segments with events later than this, after the chunk's segment 0, which holds the metadata to read them by} */
    private static List<SegmentRef> reachingPast(long afterNs, Manifest manifest) {
        var reaching = new ArrayList<>(
                manifest.segments().stream().filter(segment -> segment.packets() > 0 && segment.endNs() > afterNs)
                        .toList());
        if (!reaching.isEmpty() && reaching.getFirst().index() != 0) {
            reaching.addFirst(manifest.segments().getFirst());
        }
        return reaching;
    }

    private static List<Long> carriersPast(long upToNs, List<Manifest> carriers, Manifest manifest) {
        var all = new ArrayList<>(carriers);
        if (manifest.kind() == ChunkKind.CHUNK) {
            all.add(manifest);
        }
        return all.stream().filter(carrier -> !reachingPast(upToNs, carrier).isEmpty()).map(Manifest::chunkId).toList();
    }

    private static ChunkStreams streamsOf(Manifest manifest) {
        return new ChunkStreams(manifest.chunkId(), manifest.streams().stream().map(stream -> new StreamName(
                stream.tracePath(), stream.dataStreamClassId(), stream.dataStreamId(), stream.name())).toList());
    }
}
