package io.gyre.operate;

import io.gyre.operate.PublisherStatus.SessionState;
import io.gyre.operate.PublisherStatus.Snapshot;
import io.gyre.publisher.ChunkOutcome;
import io.gyre.publisher.LineOutcome;
import io.gyre.publisher.PublishListener;
import io.gyre.publisher.error.PublishException;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A publisher's status and outcomes as Prometheus reads them. Session lines are labels: a host has few. */
public final class PublisherMetrics implements PublishListener {
    private static final int MAX_SESSIONS = 200;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final PublisherStatus status;
    private final MultiGauge backlog;
    private final MultiGauge newestAge;
    private final Timer chunkTime;

    public PublisherMetrics(PublisherStatus status) {
        this.status = status;
        counter("gyre.publish.raw.bytes", "Bytes of the files of published chunks", Snapshot::rawBytes);
        counter("gyre.publish.sealed.bytes", "Bytes of their sealed segments", Snapshot::sealedBytes);
        counter("gyre.retain.deleted", "Published chunks that the policy deleted", Snapshot::deleted);
        counter("gyre.retain.deleted.bytes", "Bytes of these", Snapshot::deletedBytes);
        counter("gyre.retain.shed", "Chunks deleted before they were published", Snapshot::shed);
        Gauge.builder("gyre.publish.waiting", status, state -> state.snapshot().waitingFor() == null ? 0 : 1)
                .description("1 while nothing can be published").register(registry);
        Gauge.builder("gyre.publish.failing.chunks", status, state -> state.snapshot().retries().size())
                .description("Chunks that failed and wait for their next try").register(registry);
        backlog = MultiGauge.builder("gyre.publish.backlog.chunks").description("Chunks on disk, not published")
                .register(registry);
        newestAge = MultiGauge.builder("gyre.publish.newest.chunk.age").baseUnit("seconds")
                .description("Since the newest chunk on disk ended").register(registry);
        chunkTime = Timer.builder("gyre.publish.chunk").description("From reading a chunk to its commit")
                .register(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
    }

    /** {@return all metrics in Prometheus's text format} */
    public String scrape() {
        Snapshot now = status.snapshot();
        List<SessionState> sessions = now.sessions().stream().limit(MAX_SESSIONS).toList();
        backlog.register(sessions.stream().map(session -> MultiGauge.Row.of(tags(session), session.backlog())).toList(),
                true);
        newestAge.register(sessions.stream().map(session -> MultiGauge.Row.of(tags(session),
                Duration.between(session.newestEnded(), Instant.now()).toMillis() / 1e3)).toList(), true);
        return registry.scrape();
    }

    @Override
    public void chunk(ChunkOutcome outcome) {
        switch (outcome) {
            case ChunkOutcome.Published published -> {
                chunkTime.record(published.took());
                count("published");
            }
            case ChunkOutcome.AlreadyPublished _ -> count("already_published");
            case ChunkOutcome.Failed failed -> {
                count("failed");
                error(failed.reason());
            }
        }
    }

    @Override
    public void line(LineOutcome outcome) {
        if (outcome instanceof LineOutcome.Failed(var _, PublishException reason)) {
            error(reason);
        }
    }

    private void count(String outcome) {
        registry.counter("gyre.publish.chunks", "outcome", outcome).increment();
    }

    private void error(PublishException reason) {
        registry.counter("gyre.publish.errors", "code", reason.code()).increment();
    }

    private void counter(String name, String description, ToDoubleFunction<Snapshot> value) {
        FunctionCounter.builder(name, status, state -> value.applyAsDouble(state.snapshot())).description(description)
                .register(registry);
    }

    private static Tags tags(SessionState session) {
        return Tags.of("host", session.line().host(), "session", session.line().session(), "created",
                session.line().created());
    }
}
