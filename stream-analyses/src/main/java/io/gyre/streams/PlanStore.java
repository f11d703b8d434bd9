package io.gyre.streams;

import io.gyre.analysis.PartialFormatException;
import io.gyre.streams.plan.Admission;
import io.gyre.streams.plan.Arrival;
import io.gyre.streams.plan.LinePlan;
import io.gyre.streams.plan.LinePlanner;
import io.gyre.wire.ChunkKind;
import io.gyre.wire.ContentDigest;
import io.gyre.wire.LineId;
import io.gyre.wire.Manifest;
import io.gyre.wire.RecordException;
import io.gyre.wire.WorkItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What PLAN remembers, in three state stores: how far each line is planned; the manifests that wait, or whose segments are carried;
 * and the digests of manifests seen, of the last {@value #DIGESTS_KEPT} chunk ids.
 */
final class PlanStore {
    private static final long DIGESTS_KEPT = 10_000;
    private static final int PRUNED_AT_ONCE = 16;

    private final KeyValueStore<Bytes, byte[]> plans;
    private final KeyValueStore<Bytes, byte[]> manifests;
    private final KeyValueStore<Bytes, byte[]> digests;
    private final Set<String> waiting = new TreeSet<>();

    PlanStore(KeyValueStore<Bytes, byte[]> plans, KeyValueStore<Bytes, byte[]> manifests,
            KeyValueStore<Bytes, byte[]> digests) {
        this.plans = plans;
        this.manifests = manifests;
        this.digests = digests;
        try (KeyValueIterator<Bytes, byte[]> all = manifests.all()) {
            all.forEachRemaining(entry -> waiting.add(StoreKeys.lineOfChunk(entry.key)));
        }
    }

    /** {@return keys of lines that have manifests which could not be planned when they came} */
    List<String> waitingLines() {
        return List.copyOf(waiting);
    }

    Admission admit(Manifest manifest) {
        byte[] digest = digests.get(StoreKeys.chunk(manifest.line(), manifest.chunkId(), manifest.kind()));
        return Admission.of(plan(manifest.line()), manifest, digest == null ? null : ContentDigest.wrap(digest));
    }

    void add(Arrival arrival) {
        Manifest manifest = arrival.manifest();
        Bytes key = StoreKeys.chunk(manifest.line(), manifest.chunkId(), manifest.kind());
        digests.put(key, manifest.contentDigest().toBytes());
        manifests.put(key, arrival.encode());
        waiting.add(manifest.line().key());
    }

    /**
     * Plans what can be planned of a line.
     *
     * @param waitedEnough whether a manifest need not wait for its predecessor any more
     */
    void advance(String lineKey, Predicate<Arrival> waitedEnough, Consumer<WorkItem> planned) {
        LineId line = line(lineKey);
        LinePlan plan = plan(line);
        for (Arrival next = earliest(line, plan); next != null; next = earliest(line, plan)) {
            if (!LinePlanner.isReady(plan, next.manifest(), waitedEnough.test(next))) {
                return;
            }
            LinePlanner.Planned step = LinePlanner.plan(plan, next, carriers(line, plan));
            planned.accept(step.item());
            forget(line, plan, next.manifest(), step.plan());
            plan = step.plan();
            plans.put(StoreKeys.line(line), plan.encode());
        }
        waiting.remove(lineKey);
    }

    /** {@return the item with nothing to read and a gap before it} */
    static WorkItem withoutSegments(WorkItem item) {
        return new WorkItem(item.line(), item.chunkId(), item.kind(), item.afterNs(), item.upToNs(),
                WorkItem.Start.GAP, item.previousChunkId(), List.of(), List.of(), List.of(), item.manifest());
    }

    private @Nullable Arrival earliest(LineId line, LinePlan plan) {
        LinePlan.Last last = plan.last();
        long chunkId = last == null ? 0 : last.kind() == ChunkKind.CHUNK ? last.chunkId() : last.chunkId() + 1;
        ChunkKind kind = last != null && last.kind() == ChunkKind.CHUNK ? ChunkKind.CLOSING : ChunkKind.CHUNK;
        try (KeyValueIterator<Bytes, byte[]> range = manifests.range(StoreKeys.chunk(line, chunkId, kind),
                StoreKeys.chunk(line, Long.MAX_VALUE, ChunkKind.CLOSING))) {
            return range.hasNext() ? decode(range.next().value) : null;
        }
    }

    private List<Manifest> carriers(LineId line, LinePlan plan) {
        var carriers = new ArrayList<Manifest>();
        for (long chunkId : plan.carriers()) {
            byte[] stored = manifests.get(StoreKeys.chunk(line, chunkId, ChunkKind.CHUNK));
            if (stored != null) {
                carriers.add(decode(stored).manifest());
            }
        }
        return carriers;
    }

    private void forget(LineId line, LinePlan before, Manifest planned, LinePlan after) {
        var done = new ArrayList<>(before.carriers());
        done.add(planned.chunkId());
        done.removeAll(after.carriers());
        done.forEach(chunkId -> manifests.delete(StoreKeys.chunk(line, chunkId, ChunkKind.CHUNK)));
        if (planned.kind() == ChunkKind.CLOSING) {
            manifests.delete(StoreKeys.chunk(line, planned.chunkId(), ChunkKind.CLOSING));
        }
        long oldest = planned.chunkId() - DIGESTS_KEPT;
        if (oldest > 0) {
            var old = new ArrayList<Bytes>();
            try (KeyValueIterator<Bytes, byte[]> range = digests.range(StoreKeys.chunk(line, 0, ChunkKind.CHUNK),
                    StoreKeys.chunk(line, oldest, ChunkKind.CHUNK))) {
                while (range.hasNext() && old.size() < PRUNED_AT_ONCE) {
                    old.add(range.next().key);
                }
            }
            old.forEach(digests::delete);
        }
    }

    private LinePlan plan(LineId line) {
        byte[] stored = plans.get(StoreKeys.line(line));
        try {
            return stored == null ? LinePlan.NOTHING : LinePlan.decode(stored);
        } catch (PartialFormatException e) {
            throw new StateException("the stored plan of " + line + " cannot be read", e);
        }
    }

    private static Arrival decode(byte[] stored) {
        try {
            return Arrival.decode(stored);
        } catch (PartialFormatException | RecordException e) {
            throw new StateException("a stored manifest cannot be read", e);
        }
    }

    private static LineId line(String key) {
        try {
            return LineId.ofKey(key);
        } catch (RecordException e) {
            throw new StateException("a stored line's key cannot be read", e);
        }
    }
}
