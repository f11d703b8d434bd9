package io.gyre.cli;

import io.gyre.allinone.AllInOneOptions;
import io.gyre.allinone.Home;
import io.gyre.analysis.Analysis;
import io.gyre.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the all-in-one process runs. */
final class AllInOneFlags {
    @Option(names = "--out", paramLabel = "DIR", defaultValue = "gyre-demo",
            description = "Where everything lies: keys, Kafka's data, results (default: ${DEFAULT-VALUE}).")
    Path out = Path.of("gyre-demo");

    @Option(names = "--port", paramLabel = "N", defaultValue = "0",
            description = "Where the broker listens on 127.0.0.1 (default: any free port).")
    int port;

    @Option(names = "--partitions", paramLabel = "N", defaultValue = "" + AllInOneOptions.DEFAULT_PARTITIONS,
            description = "Of new topics (default: ${DEFAULT-VALUE}).")
    int partitions = AllInOneOptions.DEFAULT_PARTITIONS;

    @Option(names = "--threads", paramLabel = "N", description = "That decode chunks (default: one per processor).")
    @Nullable
    Integer threads;

    @Option(names = "--gap-timeout", paramLabel = "DURATION", defaultValue = "PT1M",
            description = "How long a chunk waits for a missing predecessor, such as PT30S (default: ${DEFAULT-VALUE}).")
    Duration gapTimeout = Duration.ofMinutes(1);

    @Mixin
    AnalysisOptions analyses = new AnalysisOptions();

    @Mixin
    RuleOptions rules = new RuleOptions();

    @Mixin
    FleetOptions fleet = new FleetOptions();

    Home home() {
        return new Home(out);
    }

    /** @param usualSettle how long roll-ups over hosts wait where the command line does not say otherwise */
    AllInOneOptions options(Duration usualSettle) {
        AllInOneOptions defaults = AllInOneOptions.of(home());
        List<Analysis<?>> selected = analyses.selected();
        return new AllInOneOptions(home(), port, Topics.DEFAULT.withPartitions(partitions),
                threads == null ? defaults.threads() : threads, selected, gapTimeout,
                fleet.timing(usualSettle), rules.rules(selected));
    }
}
