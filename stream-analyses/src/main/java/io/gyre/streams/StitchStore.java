package io.gyre.streams;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.line.LineState;
import io.gyre.analysis.line.LineStitch.NextWindow;
import io.gyre.analysis.line.LineStitch.Step;
import io.gyre.chunk.SessionKey;
import io.gyre.streams.stitch.ResultRecords;
import io.gyre.streams.stitch.StitchedLine;
import io.gyre.wire.LineId;
import io.gyre.wire.Partial;
import io.gyre.wire.RecordException;
import io.gyre.wire.Result;
import io.gyre.wire.avro.WireCodecs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What STITCH remembers, in two state stores: each line as far as it is stitched, and records of windows whose turn has not come. */
final class StitchStore {
    private final StitchRules rules;
    private final KeyValueStore<Bytes, byte[]> lines;
    private final KeyValueStore<Bytes, byte[]> pending;

    /** Why a window's partials could not be used. */
    record Rejection(String code, String message) {}

    StitchStore(StitchRules rules, KeyValueStore<Bytes, byte[]> lines, KeyValueStore<Bytes, byte[]> pending) {
        this.rules = rules;
        this.lines = lines;
        this.pending = pending;
    }

    void add(Partial partial, byte[] value) {
        pending.put(StoreKeys.pending(partial.line(), partial.previousChunkId(), partial.analysis(),
                partial.partIndex()), value);
    }

    /** Stitches all windows of a line whose turn has come. */
    void advance(LineId line, Consumer<Result> results, BiConsumer<Long, Rejection> rejected) {
        StitchedLine known = load(line);
        List<Partial> records = take(line, known.lastChunkId());
        while (records != null) {
            long chunkId = records.getFirst().chunkId();
            NextWindow next;
            try {
                next = rules.assembly().assemble(records);
            } catch (PartialFormatException e) {
                rejected.accept(chunkId, new Rejection(e.code(), String.valueOf(e.getMessage())));
                next = rules.assembly().unreadable(records.getFirst());
            }
            boolean ended = records.getFirst().endsLine();
            LineState state = known.state();
            try {
                Step step = rules.stitch().apply(new SessionKey(line.host(), line.session(), line.created()), state,
                        next);
                // Rendered before the first one is sent: all of a window's answers, or none.
                List<Result> answers = ResultRecords.of(line, chunkId, step.results(),
                        failed -> rejected.accept(chunkId, new Rejection("render-failed", failed)));
                state = step.state();
                answers.forEach(results);
            } catch (KafkaException e) {
                throw e;
            } catch (RuntimeException | StackOverflowError e) {
                rejected.accept(chunkId,
                        new Rejection("stitch-failed", "the window cannot be stitched and is left out: " + e));
            }
            known = new StitchedLine(chunkId, ended ? LineState.start(rules.analyses()) : state);
            lines.put(StoreKeys.line(line), known.encode(rules.analyses(), rules.grid()));
            records = ended ? null : take(line, chunkId);
        }
    }

    /** {@return the records of the window that comes after {@code previous}, removed; null when they have not all come} */
    private @Nullable List<Partial> take(LineId line, @Nullable Long previous) {
        var keys = new ArrayList<Bytes>();
        var records = new ArrayList<Partial>();
        boolean complete = false;
        try (KeyValueIterator<Bytes, byte[]> range = pending.prefixScan(StoreKeys.pending(line, previous),
                (topic, key) -> key.get())) {
            while (range.hasNext()) {
                var entry = range.next();
                Partial partial = decode(entry.value);
                keys.add(entry.key);
                records.add(partial);
                complete |= rules.assembly().isLast(partial);
            }
        }
        if (!complete) {
            return null;
        }
        keys.forEach(pending::delete);
        return records;
    }

    private StitchedLine load(LineId line) {
        byte[] stored = lines.get(StoreKeys.line(line));
        try {
            return stored == null
                    ? StitchedLine.start(rules.analyses())
                    : StitchedLine.decode(stored, rules.analyses(), rules.grid());
        } catch (PartialFormatException e) {
            throw new StateException("the stored state of " + line + " cannot be read", e);
        }
    }

    private static Partial decode(byte[] value) {
        try {
            return WireCodecs.PARTIAL.decode(value, "stored partial");
        } catch (RecordException e) {
            throw new StateException("a stored partial cannot be read", e);
        }
    }
}
