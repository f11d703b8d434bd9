package io.gyre.streams;

import io.gyre.wire.LineId;
import io.gyre.wire.Partial;
import io.gyre.wire.RecordException;
import io.gyre.wire.RecordParts;
import io.gyre.wire.Result;
import io.gyre.wire.avro.WireCodecs;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** STITCH: partials in, results and shares of the fleet out; each window's together to ALERT, too. */
final class StitchProcessor implements Processor<byte[], byte[], byte[], Object> {
    private static final int PART_BYTES = 4 << 20;

    private final StitchRules rules;
    private @Nullable ProcessorContext<byte[], Object> context;
    private @Nullable Outbox outbox;
    private @Nullable StitchStore store;

    StitchProcessor(StitchRules rules) {
        this.rules = rules;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> newContext) {
        context = newContext;
        outbox = new Outbox(newContext, "stitch", GyreTopology.RESULTS_SINK, GyreTopology.STITCH_QUARANTINE);
        store = new StitchStore(rules, newContext.getStateStore(GyreTopology.LINES),
                newContext.getStateStore(GyreTopology.PENDING));
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        Outbox out = Objects.requireNonNull(outbox);
        byte[] value = message.value() == null ? new byte[0] : message.value();
        Partial partial;
        try {
            partial = WireCodecs.PARTIAL.decode(value, out.sourceName());
        } catch (RecordException e) {
            out.quarantine(e.code(), String.valueOf(e.getMessage()), null, null, value);
            return;
        }
        StitchStore stitched = Objects.requireNonNull(store);
        stitched.add(partial, value);
        if (rules.assembly().isLast(partial)) {
            stitched.advance(partial.line(), window -> send(out, window, message.timestamp()),
                    (chunkId, why) -> reject(out, partial.line(), chunkId, why));
        }
    }

    private static void reject(Outbox out, LineId line, long chunkId, StitchStore.Rejection why) {
        out.quarantine(why.code(), why.message(), line, chunkId, null);
    }

    private void send(Outbox out, StitchedWindow window, long timestampMs) {
        window.results().forEach(result -> send(out, result));
        window.shares().forEach(share -> out.send(share.slice().key(), WireCodecs.FLEET_SHARE.encode(share),
                GyreTopology.SHARES_SINK));
        Objects.requireNonNull(context).forward(new Record<>(new byte[0], window, timestampMs), GyreTopology.ALERT);
    }

    /** A result that is too large for a record goes in parts. */
    private static void send(Outbox out, Result result) {
        byte[] value = WireCodecs.RESULT.encode(result);
        String key = result.line().key();
        if (Outbox.fits(value)) {
            out.send(key, value);
        } else {
            RecordParts.split(value, PART_BYTES).forEach(part -> out.send(key, part));
        }
    }
}
