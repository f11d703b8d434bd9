package io.gyre.allinone;

import io.gyre.analysis.Analyses;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.alert.AlertRules;
import io.gyre.embedded.EmbeddedBroker;
import io.gyre.streams.fleet.FleetTiming;
import io.gyre.wire.Topics;
import java.time.Duration;
import java.util.List;

/**
 * What an all-in-one process is made of.
 *
 * @param port of the broker, or {@link EmbeddedBroker#FREE_PORT}
 * @param topics with the partitions that new ones get
 * @param threads that plan, decode and stitch
 * @param gapTimeout how long a chunk waits for its predecessor before that counts as missing
 * @param fleet when roll-ups over hosts are written
 * @param rules on answers, for alerts
 */
public record AllInOneOptions(Home home, int port, Topics topics, int threads, List<? extends Analysis<?>> analyses,
        Duration gapTimeout, FleetTiming fleet, AlertRules rules) {

    /** Enough for a machine or two; each costs a task and its transactions. */
    public static final int DEFAULT_PARTITIONS = 3;

    public AllInOneOptions {
        analyses = List.copyOf(analyses);
    }

    /** {@return every analysis, a free port, as many threads as partitions or processors} */
    public static AllInOneOptions of(Home home) {
        int threads = Math.min(DEFAULT_PARTITIONS, Runtime.getRuntime().availableProcessors());
        return new AllInOneOptions(home, EmbeddedBroker.FREE_PORT, Topics.DEFAULT.withPartitions(DEFAULT_PARTITIONS),
                threads, Analyses.installed().select(List.of()), Duration.ofMinutes(1), FleetTiming.DEFAULT,
                AlertRules.NONE);
    }
}
