package io.gyre.streams;

import io.gyre.analysis.PartialFormatException;
import io.gyre.streams.fleet.FleetResults;
import io.gyre.streams.fleet.FleetTiming;
import io.gyre.streams.fleet.SliceHead;
import io.gyre.streams.fleet.SliceHead.Stage;
import io.gyre.wire.FleetResult;
import io.gyre.wire.FleetShare;
import io.gyre.wire.FleetSlice;
import io.gyre.wire.RecordException;
import io.gyre.wire.avro.WireCodecs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What FLEET remembers, in three state stores: the shares of each slice, its {@link SliceHead}, and, in the order of time, what is due. Each
 * slice that is known has one entry among those.
 */
final class FleetStore {
    /** The most slices that are looked at in one go, so that a transaction stays short. */
    private static final int MOST_AT_ONCE = 500;

    private final FleetTiming timing;
    private final KeyValueStore<Bytes, byte[]> shares;
    private final KeyValueStore<Bytes, byte[]> heads;
    private final KeyValueStore<Bytes, byte[]> due;

    FleetStore(FleetTiming timing, KeyValueStore<Bytes, byte[]> shares, KeyValueStore<Bytes, byte[]> heads,
            KeyValueStore<Bytes, byte[]> due) {
        this.timing = timing;
        this.shares = shares;
        this.heads = heads;
        this.due = due;
    }

    /** {@return whether the share could be added}; not when its slice is closed. The same share again changes nothing. */
    boolean add(FleetShare share, byte[] value, long nowMs) {
        Bytes slice = StoreKeys.slice(share.slice());
        SliceHead head = head(slice);
        if (head != null && head.stage() == Stage.CLOSED) {
            return false;
        }
        Bytes key = StoreKeys.share(share);
        if (Arrays.equals(shares.get(key), value)) {
            return true;
        }
        shares.put(key, value);
        // Shares that come on and on do not put off what is due.
        long dueMs = head != null && head.stage() == Stage.CHANGED
                ? head.dueMs()
                : nowMs + timing.settle().toMillis();
        put(slice, head, new SliceHead(Stage.CHANGED, head == null ? 0 : head.revision(), dueMs, nowMs));
        return true;
    }

    /**
     * Does what is due.
     *
     * @param failed is told of slices that cannot be rolled up
     */
    void advance(long nowMs, Consumer<FleetResult> results, BiConsumer<FleetSlice, Exception> failed) {
        for (Bytes slice : dueSlices(nowMs)) {
            SliceHead head = head(slice);
            if (head == null) {
                throw new StateException("a slice that is due is not known: " + slice);
            }
            switch (head.stage()) {
                case CHANGED -> write(slice, head, results, failed);
                case WRITTEN -> {
                    keys(slice).forEach(shares::delete);
                    put(slice, head, new SliceHead(Stage.CLOSED, head.revision(),
                            nowMs + timing.remember().toMillis(), head.changedMs()));
                }
                case CLOSED -> put(slice, head, null);
            }
        }
    }

    private void write(Bytes slice, SliceHead head, Consumer<FleetResult> results,
            BiConsumer<FleetSlice, Exception> failed) {
        List<FleetShare> known = load(slice);
        FleetSlice of = known.getFirst().slice();
        long revision = head.revision();
        try {
            FleetResult result = FleetResults.of(of, revision + 1, known);
            revision++;
            results.accept(result);
        } catch (KafkaException e) {
            throw e;
        } catch (PartialFormatException | RuntimeException e) {
            failed.accept(of, e);
        }
        put(slice, head, new SliceHead(Stage.WRITTEN, revision, head.changedMs() + timing.keep().toMillis(),
                head.changedMs()));
    }

    private List<Bytes> dueSlices(long nowMs) {
        var slices = new ArrayList<Bytes>();
        try (KeyValueIterator<Bytes, byte[]> range = due.range(StoreKeys.due(0), StoreKeys.due(nowMs + 1))) {
            while (range.hasNext() && slices.size() < MOST_AT_ONCE) {
                slices.add(StoreKeys.sliceOfDue(range.next().key));
            }
        }
        return slices;
    }

    private void put(Bytes slice, @Nullable SliceHead before, @Nullable SliceHead after) {
        if (before != null) {
            due.delete(StoreKeys.due(before.dueMs(), slice));
        }
        if (after == null) {
            heads.delete(slice);
        } else {
            due.put(StoreKeys.due(after.dueMs(), slice), new byte[0]);
            heads.put(slice, after.encode());
        }
    }

    private @Nullable SliceHead head(Bytes slice) {
        byte[] stored = heads.get(slice);
        try {
            return stored == null ? null : SliceHead.decode(stored);
        } catch (PartialFormatException e) {
            throw new StateException("a stored slice cannot be read", e);
        }
    }

    private List<Bytes> keys(Bytes slice) {
        var keys = new ArrayList<Bytes>();
        try (KeyValueIterator<Bytes, byte[]> range = scan(slice)) {
            range.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    private List<FleetShare> load(Bytes slice) {
        var known = new ArrayList<FleetShare>();
        try (KeyValueIterator<Bytes, byte[]> range = scan(slice)) {
            while (range.hasNext()) {
                known.add(WireCodecs.FLEET_SHARE.decode(range.next().value, "stored share"));
            }
        } catch (RecordException e) {
            throw new StateException("a stored share cannot be read", e);
        }
        return known;
    }

    private KeyValueIterator<Bytes, byte[]> scan(Bytes slice) {
        return shares.prefixScan(StoreKeys.sharesOf(slice), (topic, key) -> key.get());
    }
}
