package io.gyre.streams;

import io.gyre.analysis.alert.AlertRules;
import io.gyre.analysis.alert.HostJudge;
import io.gyre.analysis.alert.Verdict;
import io.gyre.chunk.SessionKey;
import io.gyre.streams.alert.AlertRecords;
import io.gyre.streams.alert.AwakeClock;
import io.gyre.streams.alert.Silence;
import io.gyre.wire.HostSign;
import io.gyre.wire.RecordException;
import io.gyre.wire.avro.WireCodecs;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** HOSTS: signs of life in, alerts about hosts out. All by the clock of this machine. */
final class HostProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private final AlertRules rules;
    private @Nullable Stage stage;

    HostProcessor(AlertRules rules) {
        this.rules = rules;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        var begun = new Stage(rules, context);
        stage = begun;
        if (begun.hasTime()) {
            context.schedule(AlertProcessor.TICK, PunctuationType.WALL_CLOCK_TIME, begun::tick);
        }
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        Objects.requireNonNull(stage).hear(message.value() == null ? new byte[0] : message.value());
    }

    /** One shard's hosts. */
    private static final class Stage {
        private final ProcessorContext<byte[], byte[]> context;
        private final Outbox outbox;
        private final HostJudge judge;
        private final AwakeClock clock;
        private final Silence<String> silence;
        /** Hosts of which something was remembered when this shard came here: their rules may have changed. */
        private List<String> found;

        Stage(AlertRules rules, ProcessorContext<byte[], byte[]> context) {
            this.context = context;
            outbox = new Outbox(context, "hosts", GyreTopology.HOST_ALERTS_SINK, GyreTopology.HOSTS_QUARANTINE);
            var store = new AlertStore(context.getStateStore(GyreTopology.HOSTS));
            judge = new HostJudge(rules, store);
            clock = new AwakeClock(AlertProcessor.TICK, context.currentSystemTimeMs());
            silence = new Silence<>(clock);
            found = store.lines().stream().map(SessionKey::host).toList();
            found.forEach(silence::heard);
        }

        boolean hasTime() {
            return judge.patienceNs().isPresent() || !found.isEmpty();
        }

        void hear(byte[] value) {
            try {
                HostSign sign = WireCodecs.HOST_SIGN.decode(value, outbox.sourceName());
                String host = sign.line().host();
                silence.heard(host);
                send(judge.heard(host, sign.closing() ? HostJudge.Sign.END : HostJudge.Sign.LIFE,
                        TimeUnit.MILLISECONDS.toNanos(context.currentSystemTimeMs())));
            } catch (RecordException e) {
                outbox.quarantine(e.code(), String.valueOf(e.getMessage()), null, null, value);
            }
        }

        void tick(long nowMs) {
            clock.tick(nowMs);
            List<String> changed = found;
            found = List.of();
            changed.forEach(host -> look(host, nowMs));
            judge.patienceNs().ifPresent(ns -> silence.quietFor(ns).forEach(host -> look(host, nowMs)));
        }

        private void look(String host, long nowMs) {
            send(judge.silent(host, silence.quietNs(host), TimeUnit.MILLISECONDS.toNanos(nowMs)));
        }

        private void send(List<Verdict> verdicts) {
            for (Verdict verdict : verdicts) {
                outbox.send(AlertRecords.line(verdict.line()).key(),
                        WireCodecs.ALERT.encode(AlertRecords.of(verdict, null)));
            }
        }
    }
}
