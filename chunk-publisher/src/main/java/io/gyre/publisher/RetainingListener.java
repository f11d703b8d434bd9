package io.gyre.publisher;

import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.retain.Retention;
import io.gyre.publisher.retain.RetentionPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a policy work beside a watch, whenever that has nothing else to do, but not more often than an interval says. */
public final class RetainingListener implements PublishListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RetainingListener.class);

    private final Retainer retainer;
    private final Duration interval;
    private final Consumer<List<Retention.Outcome>> report;
    private long nextNanos = System.nanoTime();
    private String lastProblem = "";

    /** @param report is given what went and what was to go but stayed; never an empty list */
    public RetainingListener(Retainer retainer, Duration interval, Consumer<List<Retention.Outcome>> report) {
        this.retainer = retainer;
        this.interval = interval;
        this.report = report;
    }

    @Override
    public void idle() {
        if (System.nanoTime() - nextNanos < 0) {
            return;
        }
        nextNanos = System.nanoTime() + interval.toNanos();
        try {
            RetentionPlan plan = retainer.plan();
            List<Retention.Outcome> outcomes = retainer.carryOut(plan);
            if (!outcomes.isEmpty()) {
                report.accept(outcomes);
            }
            retainer.tellShed();
            lastProblem = "";
        } catch (IOException | BrokerException | Retainer.NoLedgerException e) {
            tell(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        retainer.close();
    }

    private void tell(String problem) {
        if (!problem.equals(lastProblem)) {
            LOG.warn("no old chunk is deleted for now: {}", problem);
            lastProblem = problem;
        }
    }
}
