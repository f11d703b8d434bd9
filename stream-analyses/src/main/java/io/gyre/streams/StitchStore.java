package io.gyre.streams;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.line.LineState;
import io.gyre.analysis.line.LineStitch.NextWindow;
import io.gyre.analysis.line.LineStitch.Step;
import io.gyre.chunk.SessionKey;
import io.gyre.streams.fleet.FleetShares;
import io.gyre.streams.stitch.ResultRecords;
import io.gyre.streams.stitch.StitchedLine;
import io.gyre.wire.FleetShare;
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
    private final LineStore lines;
    private final KeyValueStore<Bytes, byte[]> pending;

    /** Why a window's partials could not be used. */
    record Rejection(String code, String message) {}

    /** What a window made possible to say: of the line, and of its fleet. */
    private record Answers(List<Result> results, List<FleetShare> shares) {}

    StitchStore(StitchRules rules, KeyValueStore<Bytes, byte[]> lines, KeyValueStore<Bytes, byte[]> pending) {
        this.rules = rules;
        this.lines = new LineStore(rules, lines);
        this.pending = pending;
    }

    void add(Partial partial, byte[] value) {
        pending.put(StoreKeys.pending(partial.line(), partial.previousChunkId(), partial.analysis(),
                partial.partIndex()), value);
    }

    /** Stitches all windows of a line whose turn has come. */
    void advance(LineId line, Consumer<StitchedWindow> windows, BiConsumer<Long, Rejection> rejected) {
        StitchedLine known = lines.load(line);
        List<Partial> records = take(line, known.lastChunkId());
        while (records != null) {
            Stitched stitched = stitch(line, known, records, rejected);
            boolean ended = records.getFirst().endsLine();
            windows.accept(new StitchedWindow(line, records.getFirst().chunkId(), ended, stitched.answers.results(),
                    stitched.answers.shares()));
            lines.put(line, stitched.encoded);
            known = stitched.line;
            records = ended ? null : take(line, known.lastChunkId());
        }
    }

    /** A line after a window more, ready to be stored, and what is to be said about the window. */
    private record Stitched(StitchedLine line, StitchedLine.Encoded encoded, Answers answers) {}

    /** Sends and stores nothing: where an analysis fails in anything, the window is left out as a whole. */
    private Stitched stitch(LineId line, StitchedLine known, List<Partial> records,
            BiConsumer<Long, Rejection> rejected) {
        long chunkId = records.getFirst().chunkId();
        boolean ended = records.getFirst().endsLine();
        try {
            Step step = rules.stitch().apply(new SessionKey(line.host(), line.session(), line.created()), known.state(),
                    window(records, why -> rejected.accept(chunkId, why)));
            StitchedLine next = after(chunkId, ended, step.state());
            StitchedLine.Encoded encoded = lines.encode(next);
            List<Result> results = ResultRecords.of(line, chunkId, step.results(),
                    failed -> rejected.accept(chunkId, new Rejection("render-failed", failed)));
            List<FleetShare> shares = FleetShares.of(line, chunkId, step.results(),
                    failed -> rejected.accept(chunkId, new Rejection("rollup-failed", failed)));
            return new Stitched(next, encoded, new Answers(results, shares));
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            rejected.accept(chunkId,
                    new Rejection("stitch-failed", "the window cannot be stitched and is left out: " + e));
            StitchedLine next = after(chunkId, ended, known.state());
            return new Stitched(next, lines.encode(next), new Answers(List.of(), List.of()));
        }
    }

    private NextWindow window(List<Partial> records, Consumer<Rejection> rejected) {
        try {
            return rules.assembly().assemble(records);
        } catch (PartialFormatException e) {
            rejected.accept(new Rejection(e.code(), String.valueOf(e.getMessage())));
            return rules.assembly().unreadable(records.getFirst());
        }
    }

    private StitchedLine after(long chunkId, boolean ended, LineState state) {
        return new StitchedLine(chunkId, ended ? LineState.start(rules.analyses()) : state);
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

    private static Partial decode(byte[] value) {
        try {
            return WireCodecs.PARTIAL.decode(value, "stored partial");
        } catch (RecordException e) {
            throw new StateException("a stored partial cannot be read", e);
        }
    }
}
