package io.gyre.cli;

import io.gyre.cli.PublishReport.Style;
import io.gyre.operate.ResultRetention;
import io.gyre.publisher.PublisherConfig;
import io.gyre.publisher.Retainer;
import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.retain.Policy;
import io.gyre.publisher.retain.Retention;
import io.gyre.publisher.retain.RetentionPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes old chunks, or old files of results, by a policy. */
@Command(name = "retain", header = "Delete old chunks that are published, or old results, by a policy.",
        description = { "",
                "A POLICY is a condition, or several in all of (…, …) and any of (…, …), joined by or:",
                "  beyond newest N     not among the newest N of its session (or partition of results)",
                "  older than TIME     it ended longer ago: 30m, 12h, 2d, 1w",
                "  total over SIZE     everything under DIR together has more: 500MB, 20GiB",
                "  free below SIZE     the file system has less room; also in %%: free below 10%%",
                "  passed by GROUP     the consumer group has read past the chunk's manifest",
                "Oldest first, and no more than the policy asks for. What is not published stays, and so does the newest chunk",
                "of a session that goes on. Each deletion is in the audit log, STATE/audit.jsonl or DIR/.retained.jsonl."},
        footerHeading = "%nExamples:%n",
        footer = {
                "  ./gyre retain --policy 'all of (older than 2d, passed by gyre-analyses) or free below 10%%' \\",
                "      --bootstrap-server kafka-1:9092 --dry-run /var/lttng",
                "  ./gyre retain --policy 'older than 30d' --results /var/lib/gyre/results"})
final class RetainCommand implements Callable<Integer> {
    private final Console console;

    RetainCommand(Console console) {
        this.console = console;
    }

    @Option(names = "--policy", required = true, paramLabel = "POLICY",
            converter = RetainOptions.PolicyConverter.class, description = "What goes.")
    Policy policy = RetainOptions.NEVER;

    @Option(names = "--shed", paramLabel = "POLICY", converter = RetainOptions.PolicyConverter.class,
            description = "What goes though it is NOT published. Each is told on the quarantine topic.")
    @Nullable
    Policy shed;

    @Option(names = "--dry-run", description = "Show what would go and what stays, and why; delete nothing.")
    boolean dryRun;

    @ArgGroup(exclusive = false)
    @Nullable
    ClusterOptions cluster;

    @Mixin
    TopicOptions topics = new TopicOptions();

    @Option(names = "--state", paramLabel = "DIR",
            description = "Where the publisher's ledger lies (default: $XDG_STATE_HOME/gyre, else ~/.local/state/gyre).")
    Path state = PublisherConfig.defaultState();

    @Option(names = "--results", description = "DIR is the folder of a file sink, which may be running.")
    boolean results;

    @Option(names = "--json", description = "Print one JSON object per chunk or file.")
    boolean json;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Where the chunks lie, or the results.")
    List<Path> paths = List.of();

    @Override
    public Integer call() throws CommandException, IOException, BrokerException {
        return results ? results() : chunks();
    }

    private int chunks() throws CommandException, IOException, BrokerException {
        Optional<Map<String, Object>> kafka = cluster == null ? Optional.empty() : Optional.of(cluster.client());
        if (kafka.isEmpty() && !(policy.groups().isEmpty() && (shed == null || shed.groups().isEmpty()))) {
            throw new CommandException("'passed by' is for Kafka to tell", "give --bootstrap-server");
        }
        RetainReport report = new RetainReport(console);
        try (Retainer retainer = new Retainer(Retainer.Config.of(kafka, topics.topics(), state, paths, policy,
                Optional.ofNullable(shed)))) {
            RetentionPlan plan = retainer.plan();
            if (dryRun) {
                report.plan(plan, style());
                return ExitCode.OK;
            }
            List<Retention.Outcome> outcomes = retainer.carryOut(plan);
            boolean all = report.outcomes(outcomes, style());
            retainer.tellShed();
            return all ? ExitCode.OK : ExitCode.PARTLY;
        } catch (Retainer.NoLedgerException e) {
            throw new CommandException(String.valueOf(e.getMessage()),
                    "--state is the publisher's, and --bootstrap-server tells which cluster", e);
        }
    }

    private int results() throws CommandException, IOException {
        boolean all = true;
        for (Path path : paths) {
            ResultRetention retention;
            try {
                retention = new ResultRetention(path, policy);
            } catch (IllegalArgumentException e) {
                throw new CommandException(String.valueOf(e.getMessage()), "leave it out of the policy", e);
            }
            RetentionPlan plan = retention.plan();
            RetainReport report = new RetainReport(console);
            if (dryRun) {
                report.plan(plan, style());
            } else {
                all &= report.outcomes(retention.carryOut(plan), style());
            }
        }
        return all ? ExitCode.OK : ExitCode.PARTLY;
    }

    private Style style() {
        return json ? Style.JSON : Style.TEXT;
    }
}
