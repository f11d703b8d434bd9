package io.gyre.streams;

import io.gyre.analysis.alert.AlertJudge;
import io.gyre.analysis.alert.AlertRules;
import io.gyre.analysis.alert.Verdict;
import io.gyre.chunk.SessionKey;
import io.gyre.streams.alert.AlertRecords;
import io.gyre.streams.alert.SilenceWatch;
import io.gyre.wire.HostSign;
import io.gyre.wire.Result;
import io.gyre.wire.avro.WireCodecs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * ALERT: stitched windows in, alerts out, and signs of life where there are rules on hosts. It runs in STITCH's task, so that a window's results,
 * the alerts that they give and what rules remember of them are committed together.
 *
 * <p>Answers are judged by the trace's clock. The clock of this machine is asked for one thing: how long nothing at all has come of a line.
 */
final class AlertProcessor implements Processor<byte[], StitchedWindow, byte[], byte[]> {
    private final AlertRules rules;
    private @Nullable Stage stage;

    AlertProcessor(AlertRules rules) {
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
    public void process(Record<byte[], StitchedWindow> message) {
        Objects.requireNonNull(stage).judge(message.value());
    }

    /** One shard's lines. */
    private static final class Stage {
        private final ProcessorContext<byte[], byte[]> context;
        private final Outbox outbox;
        private final AlertJudge judge;
        private final boolean watchesHosts;
        private final SilenceWatch<SessionKey> watch;

        Stage(AlertRules rules, ProcessorContext<byte[], byte[]> context) {
            this.context = context;
            outbox = new Outbox(context, "alert", GyreTopology.ALERTS_SINK, GyreTopology.ALERT_QUARANTINE);
            var store = new AlertStore(context.getStateStore(GyreTopology.ALERTS));
            judge = new AlertJudge(rules, store);
            watchesHosts = rules.areOnHosts();
            watch = new SilenceWatch<>(judge.patienceNs(), store.lines(), context.currentSystemTimeMs(),
                    (line, quietNs, nowNs) -> send(judge.silent(line, quietNs, nowNs), null));
        }

        void judge(StitchedWindow window) {
            SessionKey line = AlertRecords.key(window.line());
            for (Result result : window.results()) {
                send(judge.observe(AlertRecords.answer(result, judge), window.chunkId(), window.endsLine()),
                        window.chunkId());
            }
            if (window.endsLine()) {
                send(judge.ended(line), window.chunkId());
                watch.ended(line);
            } else if (!window.results().isEmpty()) {
                watch.heard(line);
            }
            if (watchesHosts) {
                byte[] sign = WireCodecs.HOST_SIGN
                        .encode(new HostSign(window.line(), window.chunkId(), window.endsLine()));
                context.forward(new Record<>(window.line().host().getBytes(StandardCharsets.UTF_8), sign,
                        context.currentSystemTimeMs()), GyreTopology.HOSTS_SINK);
            }
        }

        private void send(List<Verdict> verdicts, @Nullable Long chunkId) {
            AlertRecords.send(verdicts, chunkId, outbox::send);
        }
    }
}
