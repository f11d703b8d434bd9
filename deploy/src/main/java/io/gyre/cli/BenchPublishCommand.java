package io.gyre.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.bench.Cost;
import io.gyre.bench.Median;
import io.gyre.bench.PublishBench;
import io.gyre.wire.seal.SegmentOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures sealing and publishing. */
@Command(name = "publish",
        header = "Seal and publish chunks, beside plain zstd-jni and a shell's pipe over the same files.",
        description = { "",
                "Rows: zstd-jni with its defaults, on one thread, over blocks of 1 MiB in memory; sealing, from files to sealed segments"
                        + " that go nowhere, on two threads; publishing to a broker in this process, whose work counts in the figure;"
                        + " with --pipe, tar c | zstd | age. Every pass measures all of them; the median counts."
                        + " A publisher runs for months, and the JVM compiles what it does in its first half minute: hence the warm-up."},
        footerHeading = "%nExample:%n", footer = "  ./gyre bench publish --pipe ~/lttng-traces/my-session")
final class BenchPublishCommand implements Callable<Integer> {
    private static final String ROW = "%-36s %9s %12s %9s %6s";

    private final Console console;

    BenchPublishCommand(Console console) {
        this.console = console;
    }

    @Mixin
    BenchOptions options = new BenchOptions(5, 25);

    @Option(names = "--level", paramLabel = "N", defaultValue = "3",
            description = "zstd's level, 1 to 19 (default: ${DEFAULT-VALUE}).")
    int level = 3;

    @Option(names = "--no-broker", description = "Leave publishing out.")
    boolean noBroker;

    @Option(names = "--pipe", description = "Time tar c PATH | zstd -N | age -r too; needs these programs and bash.")
    boolean pipe;

    @Override
    public Integer call() throws Exception {
        options.check();
        try (BenchFolder folder = BenchFolder.create();
                PublishBench bench = PublishBench.open(options.paths, SegmentOptions.DEFAULT.withZstdLevel(level),
                        folder.path(),
                        noBroker ? PublishBench.Broker.WITHOUT : PublishBench.Broker.WITH,
                        pipe ? PublishBench.Pipe.WITH : PublishBench.Pipe.WITHOUT)) {
            if (bench.rawBytes() == 0) {
                throw PathText.nothing(options.paths);
            }
            List<PublishBench.Pass> all = new ArrayList<>();
            for (int pass = 1; pass <= options.warmup; pass++) {
                console.progress("warming up, pass " + pass + " of " + options.warmup);
                bench.warmUp();
            }
            for (int pass = 1; pass <= options.passes; pass++) {
                console.progress("pass " + pass + " of " + options.passes);
                all.add(bench.pass());
            }
            show(bench, all);
        }
        return ExitCode.OK;
    }

    private void show(PublishBench bench, List<PublishBench.Pass> all) {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("chunks", bench.chunks())
                .put("raw_mb", bench.rawBytes() / 1e6).put("zstd_level", level).put("passes", options.passes)
                .put("warmup", options.warmup);
        put(object, "zstd", bench.rawBytes(), all, PublishBench.Pass::zstd);
        put(object, "seal", bench.rawBytes(), all, PublishBench.Pass::seal);
        ratios(object, "seal_to_zstd", all, PublishBench.Pass::seal, PublishBench.Pass::zstd);
        if (all.getFirst().publish() != null) {
            put(object, "publish", bench.rawBytes(), all, PublishBench.Pass::publish);
            ratios(object, "publish_to_zstd", all, PublishBench.Pass::publish, PublishBench.Pass::zstd);
        }
        if (all.getFirst().pipe() != null) {
            put(object, "pipe", bench.rawBytes(), all, PublishBench.Pass::pipe);
            ratios(object, "seal_to_pipe", all, PublishBench.Pass::seal, PublishBench.Pass::pipe);
        }
        ObjectNode stages = object.putObject("stage_cpu_seconds_per_gb");
        stages.put("read", stage(bench, all, PublishBench.Pass::read))
                .put("xxh128", stage(bench, all, PublishBench.Pass::xxh128))
                .put("zstd", stage(bench, all, PublishBench.Pass::zstd))
                .put("age", stage(bench, all, PublishBench.Pass::age))
                .put("sealed_sha256", stage(bench, all, PublishBench.Pass::sealedSha256));
        object.put("sign_us",
                median(all, pass -> pass.sign().cpuSeconds() * 1e6 / PublishBench.signatures()));
        if (options.json) {
            console.print(object);
        } else {
            console.print(text(object));
        }
    }

    private static void put(ObjectNode object, String name, long rawBytes, List<PublishBench.Pass> all,
            Function<PublishBench.Pass, @Nullable Cost> cost) {
        object.putObject(name)
                .put("raw_mb_per_second", median(all, pass -> of(cost, pass).megabytesPerSecond(rawBytes)))
                .put("sealed_mb_per_second",
                        median(all, pass -> of(cost, pass).megabytesPerSecond(of(cost, pass).bytesOut())))
                .put("cpu_seconds_per_gb", median(all, pass -> of(cost, pass).cpuSecondsPerGigabyte(rawBytes)))
                .put("ratio", median(all, pass -> (double) rawBytes / of(cost, pass).bytesOut()));
    }

    /** Of each pass, since what else the machine does changes from pass to pass. */
    private static void ratios(ObjectNode object, String name, List<PublishBench.Pass> all,
            Function<PublishBench.Pass, @Nullable Cost> ours, Function<PublishBench.Pass, @Nullable Cost> theirs) {
        object.putObject(name)
                .put("throughput", median(all, pass -> of(theirs, pass).seconds() / of(ours, pass).seconds()))
                .put("cpu", median(all, pass -> of(ours, pass).cpuSeconds() / of(theirs, pass).cpuSeconds()));
    }

    private static double stage(PublishBench bench, List<PublishBench.Pass> all,
            Function<PublishBench.Pass, Cost> cost) {
        return median(all, pass -> cost.apply(pass).cpuSecondsPerGigabyte(bench.rawBytes()));
    }

    private static Cost of(Function<PublishBench.Pass, @Nullable Cost> cost, PublishBench.Pass pass) {
        return Objects.requireNonNull(cost.apply(pass));
    }

    private static double median(List<PublishBench.Pass> all, Function<PublishBench.Pass, Double> figure) {
        return Median.of(all.stream().map(figure).toList());
    }

    private static String text(ObjectNode object) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%.1f MB in %d chunks, zstd level %d, %d passes",
                object.get("raw_mb").doubleValue(), object.get("chunks").intValue(),
                object.get("zstd_level").intValue(), object.get("passes").intValue()));
        lines.add(String.format(Locale.ROOT, ROW, "", "raw MB/s", "sealed MB/s", "CPU s/GB", "ratio"));
        row(lines, object, "zstd", "zstd-jni, one thread");
        row(lines, object, "seal", "sealed, to nowhere");
        row(lines, object, "publish", "published, with the broker's work");
        row(lines, object, "pipe", "tar c | zstd | age");
        beside(lines, object, "seal_to_zstd", "sealed beside zstd-jni");
        beside(lines, object, "publish_to_zstd", "published beside zstd-jni");
        beside(lines, object, "seal_to_pipe", "sealed beside tar | zstd | age");
        List<String> stages = new ArrayList<>();
        object.get("stage_cpu_seconds_per_gb").properties().forEach(
                stage -> stages.add(String.format(Locale.ROOT, "%s %.2f", stage.getKey().replace('_', ' '),
                        stage.getValue().doubleValue())));
        lines.add("CPU s/GB of the parts, each alone: " + String.join(", ", stages)
                + String.format(Locale.ROOT, "; signing a manifest %.0f us", object.get("sign_us").doubleValue()));
        return String.join("\n", lines);
    }

    private static void row(List<String> lines, ObjectNode object, String name, String title) {
        if (object.has(name)) {
            var figures = object.get(name);
            lines.add(String.format(Locale.ROOT, ROW, title,
                    String.format(Locale.ROOT, "%.0f", figures.get("raw_mb_per_second").doubleValue()),
                    String.format(Locale.ROOT, "%.1f", figures.get("sealed_mb_per_second").doubleValue()),
                    String.format(Locale.ROOT, "%.2f", figures.get("cpu_seconds_per_gb").doubleValue()),
                    String.format(Locale.ROOT, "%.2f", figures.get("ratio").doubleValue())));
        }
    }

    private static void beside(List<String> lines, ObjectNode object, String name, String title) {
        if (object.has(name)) {
            lines.add(String.format(Locale.ROOT, "%-36s %8.2f of the throughput, %.2f of the CPU time", title,
                    object.get(name).get("throughput").doubleValue(), object.get(name).get("cpu").doubleValue()));
        }
    }
}
