package io.gyre.streams;

import io.gyre.streams.plan.Admission;
import io.gyre.streams.plan.Arrival;
import io.gyre.wire.Manifest;
import io.gyre.wire.RecordRef;
import io.gyre.wire.SealException;
import io.gyre.wire.WireException;
import io.gyre.wire.avro.WireCodecs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** PLAN: manifests in, work items out. */
final class PlanProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private final SignaturePolicy signatures;
    private final Patience patience;
    private @Nullable Outbox outbox;
    private @Nullable PlanStore store;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable Cancellable timer;

    PlanProcessor(SignaturePolicy signatures, Patience patience) {
        this.signatures = signatures;
        this.patience = patience;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> newContext) {
        context = newContext;
        outbox = new Outbox(newContext, "plan", GyreTopology.WORK_SINK, GyreTopology.PLAN_QUARANTINE);
        store = new PlanStore(newContext.getStateStore(GyreTopology.PLANS),
                newContext.getStateStore(GyreTopology.MANIFESTS), newContext.getStateStore(GyreTopology.DIGESTS));
        patience.start(newContext.currentSystemTimeMs());
        timer = newContext.schedule(patience.checkEvery(), PunctuationType.WALL_CLOCK_TIME,
                now -> store().waitingLines().forEach(line -> advance(line, now)));
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        patience.heard(message.timestamp(), context().currentSystemTimeMs());
        Manifest manifest = read(message);
        if (manifest == null) {
            return;
        }
        switch (store().admit(manifest)) {
            case Admission.Duplicate() -> {
            }
            case Admission.Refused(String code, String why) ->
                outbox().quarantine(code, why, manifest.line(), manifest.chunkId(), null);
            case Admission.Accepted() -> {
                long now = context().currentSystemTimeMs();
                RecordRef source = Objects.requireNonNull(outbox().source(), "a manifest has a place");
                store().add(new Arrival(manifest, source, message.timestamp(), now));
                advance(manifest.line().key(), now);
            }
        }
    }

    private @Nullable Manifest read(Record<byte[], byte[]> message) {
        byte[] value = message.value() == null ? new byte[0] : message.value();
        String name = outbox().sourceName();
        try {
            Header signature = message.headers().lastHeader(Manifest.SIGNATURE_HEADER);
            signatures.check(value, signature == null ? null : signature.value(),
                    Instant.ofEpochMilli(message.timestamp()), name);
            Manifest manifest = WireCodecs.MANIFEST.decode(value, name);
            String key = message.key() == null ? "" : new String(message.key(), StandardCharsets.UTF_8);
            if (key.equals(manifest.line().key())) {
                return manifest;
            }
            outbox().quarantine("manifest-invalid", name + " is of line " + manifest.line() + " but has the key " + key,
                    manifest.line(), manifest.chunkId(), value);
        } catch (SealException e) {
            quarantine(e, value);
        } catch (WireException e) {
            quarantine(e, value);
        }
        return null;
    }

    private void quarantine(WireException e, byte[] value) {
        outbox().quarantine(e.code(), String.valueOf(e.getMessage()), null, null, value);
    }

    private void advance(String line, long nowMs) {
        store().advance(line, arrival -> patience.isOver(arrival, nowMs), item -> {
            byte[] value = WireCodecs.WORK_ITEM.encode(item);
            if (!Outbox.fits(value)) {
                outbox().quarantine("work-too-large", item.chunk() + " needs a work item of " + value.length + " bytes",
                        item.line(), item.chunkId(), null);
                value = WireCodecs.WORK_ITEM.encode(PlanStore.withoutSegments(item));
            }
            outbox().send(item.chunk().key(), value);
        });
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel();
        }
    }

    private ProcessorContext<byte[], byte[]> context() {
        return Objects.requireNonNull(context);
    }

    private Outbox outbox() {
        return Objects.requireNonNull(outbox);
    }

    private PlanStore store() {
        return Objects.requireNonNull(store);
    }
}
