package io.gyre.cli;

import io.gyre.allinone.AllInOne;
import io.gyre.allinone.Answers;
import io.gyre.allinone.FleetWatch;
import io.gyre.allinone.ResultWatch;
import io.gyre.publisher.LineOutcome;
import io.gyre.publisher.PublishSummary;
import io.gyre.publisher.Publisher;
import io.gyre.sinks.SinkException;
import io.gyre.sinks.file.FileSink;
import io.gyre.sinks.file.FileSinkSummary;
import io.gyre.sinks.restore.ChunkSelection;
import io.gyre.sinks.restore.SealedExport;
import io.gyre.wire.Alert;
import io.gyre.wire.FleetResult;
import io.gyre.wire.LineId;
import io.gyre.wire.Quarantine;
import io.gyre.wire.RecordException;
import io.gyre.wire.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;

/** One demo: publishes, follows the results until all lines have their final answers, drains the sinks. */
final class DemoRun implements ResultWatch.Viewer {
    /** After the gap timeout, which is the longest that the application waits for anything. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);

    private static final String FLEET_ANALYSIS = "events";
    private static final Duration FLEET_POLL = Duration.ofMillis(50);
    /** Beyond the time that roll-ups wait for other lines. */
    private static final Duration FLEET_PATIENCE = Duration.ofSeconds(2);
    /** Who wants roll-ups to wait longer does not want to wait for them here. */
    private static final Duration LONGEST_SETTLE = Duration.ofSeconds(10);

    private final AllInOne all;
    private final Publisher publisher;
    private final DemoScreen screen;
    private final Answers answers = new Answers();
    private volatile boolean stopped;
    private long quarantined;
    private long lastNewsNs = System.nanoTime();

    DemoRun(AllInOne all, PublishOptions publishing, DemoScreen screen) throws Exception {
        this.all = all;
        this.screen = screen;
        this.publisher = new Publisher(publishing.applyTo(all.publisher()).build(), screen.publishing());
    }

    /** Ends {@link #run} soon. */
    void stop() {
        stopped = true;
        publisher.close();
    }

    int run(List<Path> archives) throws Exception {
        FutureTask<PublishSummary> publishing = new FutureTask<>(() -> publisher.publishOnce(archives));
        try (ResultWatch results = all.results(ResultWatch.From.BEGINNING)) {
            results.drain(earlier());
            Thread.ofPlatform().name("gyre-publish").start(publishing);
            while (!publishing.isDone()) {
                follow(results);
                lastNewsNs = System.nanoTime();
            }
            PublishSummary summary = publishing.get();
            if (summary.lines().isEmpty()) {
                throw PathText.nothing(archives);
            }
            Set<LineId> ended = summary.lines().stream().filter(DemoRun::hasEnded).map(LineOutcome::line)
                    .collect(Collectors.toSet());
            while (!answers.areFinal(ended) && !isStalled()) {
                follow(results);
            }
            results.drain(this);
            return finish(summary, answers.areFinal(ended));
        } finally {
            publisher.close();
        }
    }

    private int finish(PublishSummary summary, boolean complete) throws Exception {
        Collection<FleetResult> fleet = fleet();
        FileSinkSummary files = sink();
        SealedExport.first(all.client(), all.options().topics(), ChunkSelection.ALL, all.options().home().sealed());
        Set<LineId> lines = summary.lines().stream().map(LineOutcome::line).collect(Collectors.toSet());
        screen.finished(answers, lines, fleet, summary, files, all.options());
        if (!complete) {
            screen.incomplete(all.options().home());
        }
        return complete && quarantined == 0 && summary.complete() ? ExitCode.OK : ExitCode.PARTLY;
    }

    /** {@return the roll-ups of the events}, waited for a little, so that files have all roll-ups too. */
    private Collection<FleetResult> fleet() throws RecordException {
        Duration settle = all.options().fleet().settle();
        Duration limit = settle.compareTo(LONGEST_SETTLE) > 0 ? Duration.ZERO : settle.plus(FLEET_PATIENCE);
        try (FleetWatch watch = all.fleet(FLEET_ANALYSIS)) {
            watch.awaitComplete(limit, FLEET_POLL);
            return watch.rollups();
        }
    }

    private FileSinkSummary sink() throws SinkException {
        try (FileSink sink = FileSink.open(all.fileSink(), screen.sinking())) {
            return sink.drain();
        }
    }

    private void follow(ResultWatch results) throws Exception {
        results.poll(POLL, this);
        if (stopped) {
            throw new CommandException("stopped before it was done", "run it again on the same folder to go on");
        }
        if (!all.isRunning()) {
            throw new IOException("the analyses have stopped; " + all.options().home().log() + " says why");
        }
    }

    private boolean isStalled() {
        return System.nanoTime() - lastNewsNs > all.options().gapTimeout().plus(PATIENCE).toNanos();
    }

    private static boolean hasEnded(LineOutcome line) {
        return switch (line) {
            case LineOutcome.Closed _,LineOutcome.AlreadyClosed _ -> true;
            case LineOutcome.Open _,LineOutcome.Failed _ -> false;
        };
    }

    @Override
    public void result(Result result) {
        lastNewsNs = System.nanoTime();
        answers.add(result);
        screen.result(result);
    }

    @Override
    public void alert(Alert alert) {
        screen.alert(alert);
    }

    @Override
    public void quarantined(Quarantine bad) {
        lastNewsNs = System.nanoTime();
        quarantined++;
        screen.quarantined(bad);
    }

    /** What an earlier demo in the same folder found out. */
    private ResultWatch.Viewer earlier() {
        return new ResultWatch.Viewer() {
            @Override
            public void result(Result result) {
                answers.add(result);
            }

            @Override
            public void alert(Alert alert) {
                screen.earlier(alert);
            }

            @Override
            public void quarantined(Quarantine bad) {
                quarantined++;
            }
        };
    }
}
