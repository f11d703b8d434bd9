package io.gyre.streams;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.streams.fleet.FleetTiming;
import io.gyre.wire.FleetShare;
import io.gyre.wire.RecordException;
import io.gyre.wire.avro.WireCodecs;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** FLEET: shares of lines in, roll-ups out. */
final class FleetProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    /** A share that came when those of the other lines were forgotten. */
    static final String CLOSED_CODE = "fleet-closed";

    private final FleetTiming timing;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable Outbox outbox;
    private @Nullable FleetStore store;

    FleetProcessor(FleetTiming timing) {
        this.timing = timing;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> newContext) {
        context = newContext;
        outbox = new Outbox(newContext, "fleet", GyreTopology.FLEET_SINK, GyreTopology.FLEET_QUARANTINE);
        store = new FleetStore(timing, newContext.getStateStore(GyreTopology.SHARES),
                newContext.getStateStore(GyreTopology.SLICES), newContext.getStateStore(GyreTopology.SLICES_DUE));
        newContext.schedule(timing.look(), PunctuationType.WALL_CLOCK_TIME, this::advance);
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        Outbox out = Objects.requireNonNull(outbox);
        byte[] value = message.value() == null ? new byte[0] : message.value();
        FleetShare share;
        try {
            share = WireCodecs.FLEET_SHARE.decode(value, out.sourceName());
            FleetFigures.decode(share.figures());
        } catch (RecordException e) {
            out.quarantine(e.code(), String.valueOf(e.getMessage()), null, null, value);
            return;
        } catch (PartialFormatException e) {
            out.quarantine(e.code(), String.valueOf(e.getMessage()), null, null, value);
            return;
        }
        long nowMs = Objects.requireNonNull(context).currentSystemTimeMs();
        if (!Objects.requireNonNull(store).add(share, value, nowMs)) {
            out.quarantine(CLOSED_CODE, "the fleet's slice " + share.slice().key()
                    + " is closed: this line's share of it came more than " + timing.keep() + " after the others",
                    share.line(), share.chunkId(), value);
        }
    }

    private void advance(long nowMs) {
        Outbox out = Objects.requireNonNull(outbox);
        Objects.requireNonNull(store).advance(nowMs,
                result -> out.send(result.slice().key(), WireCodecs.FLEET_RESULT.encode(result)),
                (slice, error) -> out.quarantine("rollup-failed",
                        "the fleet's slice " + slice.key() + " cannot be rolled up: " + error, null, null, null));
    }
}
