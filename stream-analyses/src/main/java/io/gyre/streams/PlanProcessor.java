package io.gyre.streams;

import io.gyre.streams.plan.Admission;
import io.gyre.streams.plan.Arrival;
import io.gyre.wire.Manifest;
import io.gyre.wire.RecordException;
import io.gyre.wire.SealException;
import io.gyre.wire.WireException;
import io.gyre.wire.WorkItem;
import io.gyre.wire.avro.WireCodecs;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** PLAN: manifests in, work items out. */
final class PlanProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private final ManifestReader reader;
    private final Patience patience;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable Outbox outbox;
    private @Nullable PlanStore store;

    PlanProcessor(SignaturePolicy signatures, Patience patience) {
        this.reader = new ManifestReader(signatures);
        this.patience = patience;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> newContext) {
        context = newContext;
        outbox = new Outbox(newContext, "plan", GyreTopology.WORK_SINK, GyreTopology.PLAN_QUARANTINE);
        store = new PlanStore(newContext.getStateStore(GyreTopology.PLANS),
                newContext.getStateStore(GyreTopology.MANIFESTS), newContext.getStateStore(GyreTopology.DIGESTS));
        patience.start(newContext.currentSystemTimeMs());
        newContext.schedule(patience.checkEvery(), PunctuationType.WALL_CLOCK_TIME,
                now -> store().waitingLines().forEach(line -> advance(line, now)));
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        long nowMs = Objects.requireNonNull(context).currentSystemTimeMs();
        patience.heard(message.timestamp(), nowMs);
        try {
            Manifest manifest = reader.read(message, outbox().sourceName());
            switch (store().admit(manifest)) {
                case Admission.Duplicate() -> {
                }
                case Admission.Refused(String code, String why) ->
                    outbox().quarantine(code, why, manifest.line(), manifest.chunkId(), null);
                case Admission.Accepted() -> {
                    store().add(new Arrival(manifest, outbox().source(), message.timestamp(), nowMs));
                    advance(manifest.line().key(), nowMs);
                }
            }
        } catch (SealException e) {
            quarantine(e, message);
        } catch (RecordException e) {
            quarantine(e, message);
        }
    }

    private void quarantine(WireException e, Record<byte[], byte[]> message) {
        outbox().quarantine(e.code(), String.valueOf(e.getMessage()), null, null, message.value());
    }

    private void advance(String line, long nowMs) {
        store().advance(line, arrival -> patience.isOver(arrival, nowMs), this::send);
    }

    private void send(WorkItem item) {
        byte[] value = WireCodecs.WORK_ITEM.encode(item);
        if (!Outbox.fits(value)) {
            outbox().quarantine("work-too-large", item.chunk() + " needs a work item of " + value.length + " bytes",
                    item.line(), item.chunkId(), null);
            value = WireCodecs.WORK_ITEM.encode(PlanStore.withoutSegments(item));
        }
        outbox().send(item.chunk().key(), value);
    }

    private Outbox outbox() {
        return Objects.requireNonNull(outbox);
    }

    private PlanStore store() {
        return Objects.requireNonNull(store);
    }
}
