package io.gyre.operate;

import io.gyre.publisher.PublishListener;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a policy for results work beside a watch, whenever that has nothing else to do, but not more often than an interval says. */
public final class ResultRetainingListener implements PublishListener {
    private static final Logger LOG = LoggerFactory.getLogger(ResultRetainingListener.class);

    private final ResultRetention retention;
    private final Duration interval;
    private long nextNanos = System.nanoTime();

    public ResultRetainingListener(ResultRetention retention, Duration interval) {
        this.retention = retention;
        this.interval = interval;
    }

    @Override
    public void idle() {
        if (System.nanoTime() - nextNanos < 0) {
            return;
        }
        nextNanos = System.nanoTime() + interval.toNanos();
        try {
            retention.carryOut(retention.plan());
        } catch (IOException e) {
            LOG.warn("no old results are deleted for now: {}", e.toString());
        }
    }
}
