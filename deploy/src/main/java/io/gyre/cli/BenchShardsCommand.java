package io.gyre.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.TextTable;
import io.gyre.bench.Cost;
import io.gyre.bench.DecodeBench;
import io.gyre.bench.Median;
import io.gyre.bench.ShardsBench;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
    AnalysisOptions analyses = new AnalysisOptions();

    @Option(names = "--shards", paramLabel = "N", split = ",", defaultValue = "1,2",
            description = "How many, one after another (default: ${DEFAULT-VALUE}).")
    List<Integer> shards = List.of();

    @Option(names = "--passes", paramLabel = "N", defaultValue = "3",
            description = "How often (default: ${DEFAULT-VALUE}).")
    int passes = 3;

    @Option(names = "--warmup", paramLabel = "N", defaultValue = "1",
            description = "Passes before these that are not counted, for the JIT compiler (default: ${DEFAULT-VALUE}).")
    int warmup = 1;

    @Option(names = "--json", description = "Print one object.")
    boolean json;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = PathText.PATHS)
    List<Path> paths = List.of();

    @Override
    public Integer call() throws Exception {
        if (passes < 1 || warmup < 0 || shards.stream().anyMatch(count -> count < 1)) {
            throw new CommandException("--passes " + passes + " --warmup " + warmup + " --shards " + shards
                    + " measures nothing", "at least one shard and one pass must count");
        }
        long events = DecodeBench.run(paths, DecodeBench.Mode.INDEX, 0, 1).events();
        if (events == 0) {
            throw PathText.nothing(paths);
        }
        Map<Integer, List<Cost>> costs = new LinkedHashMap<>();
        try (BenchFolder folder = BenchFolder.create();
                ShardsBench bench = new ShardsBench(paths, analyses.selected(), folder.path())) {
            for (int pass = 1 - warmup; pass <= passes; pass++) {
                for (int count : shards) {
                    console.progress(
                            (pass < 1 ? "warming up" : "pass " + pass + " of " + passes) + ", " + count + " shards");
                    Cost cost = bench.pass(count);
                    if (pass >= 1) {
                        costs.computeIfAbsent(count, _ -> new ArrayList<>()).add(cost);
                    }
                }
            }
        }
        ObjectNode object = figures(events, costs);
        console.print(json ? object.toString() : text(object));
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
