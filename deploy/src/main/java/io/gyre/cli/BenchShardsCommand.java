package io.gyre.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.TextTable;
import io.gyre.bench.Cost;
import io.gyre.bench.DecodeBench;
import io.gyre.bench.Median;
import io.gyre.bench.ShardsBench;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the Streams application. */
@Command(name = "shards",
        header = "Analyse chunks that lie on Kafka already, by one shard and by several.",
        description = { "",
                "From when the shards have their shares of the work to the last line's final answer. Chunks are decoded by any shard, also those "
                        + "of one session line; what they found is joined in the line's order by one. The broker is in this process: its work "
                        + "and theirs share the cores and count as CPU time.",
                "Every pass publishes all again and takes all numbers of shards in turn; the median counts."},
        footerHeading = "%nExample:%n",
        footer = "  ./gyre bench shards --shards 1,2,4 --analysis cpu,sched ~/lttng-traces/my-session")
final class BenchShardsCommand implements Callable<Integer> {
    private final Console console;

    BenchShardsCommand(Console console) {
        this.console = console;
    }

    @Mixin
    BenchOptions options = new BenchOptions(3, 1);

    @Mixin
    AnalysisOptions analyses = new AnalysisOptions();

    @Option(names = "--shards", paramLabel = "N", split = ",", defaultValue = "1,2",
            description = "How many, one after another (default: ${DEFAULT-VALUE}).")
    List<Integer> shards = List.of();

    @Override
    public Integer call() throws Exception {
        options.check();
        if (shards.stream().anyMatch(count -> count < 1)) {
            throw new CommandException("--shards " + shards + " measures nothing", "there must be at least one");
        }
        long events = DecodeBench.run(options.paths, DecodeBench.Mode.INDEX, 0, 1).events();
        if (events == 0) {
            throw PathText.nothing(options.paths);
        }
        Map<Integer, List<Cost>> costs = new LinkedHashMap<>();
        try (BenchFolder folder = BenchFolder.create();
                ShardsBench bench = new ShardsBench(options.paths, analyses.selected(), folder.path())) {
            for (int pass = 1 - options.warmup; pass <= options.passes; pass++) {
                for (int count : shards) {
                    console.progress(
                            (pass < 1 ? "warming up" : "pass " + pass + " of " + options.passes) + ", " + count
                                    + " shards");
                    Cost cost = bench.pass(count);
                    if (pass >= 1) {
                        costs.computeIfAbsent(count, _ -> new ArrayList<>()).add(cost);
                    }
                }
            }
        }
        ObjectNode object = figures(events, costs);
        console.print(options.json ? object.toString() : text(object));
        return ExitCode.OK;
    }

    private static ObjectNode figures(long events, Map<Integer, List<Cost>> costs) {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("events", events);
        var rows = object.putArray("shards");
        costs.forEach((count, all) -> {
            double seconds = Median.of(all.stream().map(Cost::seconds).toList());
            double cpuSeconds = Median.of(all.stream().map(Cost::cpuSeconds).toList());
            double first = rows.isEmpty() ? seconds : rows.get(0).get("seconds").doubleValue();
            rows.addObject().put("shards", count).put("seconds", seconds).put("events_per_second", events / seconds)
                    .put("events_per_cpu_second", events / cpuSeconds).put("speedup", first / seconds);
        });
        return object;
    }

    private static String text(ObjectNode object) {
        var table = new TextTable("shards", "seconds", "million events/s", "of CPU time", "speedup");
        for (JsonNode row : object.get("shards")) {
            table.row(row.get("shards").intValue(), rounded(row.get("seconds").doubleValue()),
                    rounded(row.get("events_per_second").doubleValue() / 1e6),
                    rounded(row.get("events_per_cpu_second").doubleValue() / 1e6),
                    rounded(row.get("speedup").doubleValue()));
        }
        return String.format(Locale.ROOT, "%,d events%n%n%s", object.get("events").longValue(), table);
    }

    private static String rounded(double figure) {
        return String.format(Locale.ROOT, "%.2f", figure);
    }
}
