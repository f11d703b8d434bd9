package io.gyre.streams;

import io.gyre.analysis.alert.AlertRules;
import io.gyre.analysis.alert.HostJudge;
import io.gyre.analysis.alert.Verdict;
import io.gyre.chunk.SessionKey;
import io.gyre.streams.alert.AlertRecords;
import io.gyre.streams.alert.SilenceWatch;
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
        if (begun.watch.hasTime()) {
            context.schedule(SilenceWatch.TICK, PunctuationType.WALL_CLOCK_TIME, begun.watch::tick);
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
        private final SilenceWatch<String> watch;

        Stage(AlertRules rules, ProcessorContext<byte[], byte[]> context) {
            this.context = context;
            outbox = new Outbox(context, "hosts", GyreTopology.HOST_ALERTS_SINK, GyreTopology.HOSTS_QUARANTINE);
            var store = new AlertStore(context.getStateStore(GyreTopology.HOSTS));
            judge = new HostJudge(rules, store);
            watch = new SilenceWatch<>(judge.patienceNs(), store.lines().stream().map(SessionKey::host).toList(),
                    context.currentSystemTimeMs(),
                    (host, quietNs, nowNs) -> send(judge.silent(host, quietNs, nowNs)));
        }

        void hear(byte[] value) {
            try {
                HostSign sign = WireCodecs.HOST_SIGN.decode(value, outbox.sourceName());
                String host = sign.line().host();
                watch.heard(host);
                send(judge.heard(host, sign.closing() ? HostJudge.Sign.END : HostJudge.Sign.LIFE,
                        TimeUnit.MILLISECONDS.toNanos(context.currentSystemTimeMs())));
            } catch (RecordException e) {
                outbox.quarantine(e.code(), String.valueOf(e.getMessage()), null, null, value);
            }
        }

        private void send(List<Verdict> verdicts) {
            AlertRecords.send(verdicts, null, outbox::send);
        }
    }
}
