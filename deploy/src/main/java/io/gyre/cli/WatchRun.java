package io.gyre.cli;

import io.gyre.cli.PublishReport.Style;
import io.gyre.operate.HttpStatus;
import io.gyre.operate.PublisherMetrics;
import io.gyre.operate.PublisherStatus;
import io.gyre.operate.ResultRetainingListener;
import io.gyre.operate.ResultRetention;
import io.gyre.operate.StatusFile;
import io.gyre.publisher.PublishListener;
import io.gyre.publisher.PublisherConfig;
import io.gyre.publisher.Retainer;
import io.gyre.publisher.RetainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs beside a watching publisher: its status, its metrics, its retention policy. */
final class WatchRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchRun.class);

    private final PublisherConfig config;
    private final List<PublishListener> listeners = new ArrayList<>();
    private final List<AutoCloseable> running = new ArrayList<>();

    private WatchRun(PublisherConfig config) {
        this.config = config;
    }

    static WatchRun start(Console console, WatchOptions options, PublisherConfig config, List<Path> paths,
            PublishListener report, Optional<ResultRetention> oldResults) throws CommandException, IOException {
        WatchRun run = new WatchRun(config);
        PublisherStatus status = new PublisherStatus();
        PublisherMetrics metrics = new PublisherMetrics(status);
        run.listeners.addAll(List.of(report, status, metrics));
        run.running.add(StatusFile.start(config.state(), status));
        Optional<HttpStatus> http = options.operation.serve(status, metrics);
        http.ifPresent(server -> {
            run.running.add(server);
            console.note("metrics and health: http://" + server.address().getHostString() + ":"
                    + server.address().getPort() + "/metrics");
        });
        if (options.retain.isWanted()) {
            Retainer retainer = new Retainer(Retainer.Config.of(config, paths, options.retain.policy(),
                    options.retain.shedding()));
            RetainReport retained = new RetainReport(console);
            RetainingListener listener = new RetainingListener(retainer, options.retain.every, outcomes -> {
                status.retained(outcomes);
                retained.outcomes(outcomes, Style.PROBLEMS);
            });
            run.listeners.add(listener);
            run.running.add(listener);
        }
        oldResults.ifPresent(results -> run.listeners.add(new ResultRetainingListener(results, options.retain.every)));
        return run;
    }

    PublisherConfig config() {
        return config;
    }

    PublishListener listener() {
        return PublishListener.all(listeners);
    }

    @Override
    public void close() {
        for (AutoCloseable each : running.reversed()) {
            try {
                each.close();
            } catch (Exception e) {
                LOG.warn("not closed cleanly: {}", e.toString());
            }
        }
    }
}
