package io.gyre.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.bench.DecodeBench;
import io.gyre.bench.Median;
import io.gyre.bench.PipelineBench;
import io.gyre.bench.Yardstick;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures; each figure beside that of a known program in the same run. */
@Command(name = "bench", header = "Measure reading, analyses, sealing, and the pipeline beside a plain producer.",
        subcommands = { BenchPublishCommand.class, BenchAnalysesCommand.class, BenchShardsCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
                "  ./gyre bench decode --babeltrace2 babeltrace2 ~/lttng-traces/my-session",
                "  ./gyre bench publish --pipe ~/lttng-traces/my-session",
                "  ./gyre bench analyses ~/lttng-traces/my-session",
                "  ./gyre bench shards ~/lttng-traces/my-session",
                "  ./gyre bench pipeline ~/lttng-traces/my-session"})
final class BenchCommand {
    private final Console console;

    BenchCommand(Console console) {
        this.console = console;
    }

    @Command(name = "decode", mixinStandardHelpOptions = false,
            header = "Read all chunks as one, in time order, on one thread, touching every field.")
    int decode(
            @Option(names = "--mode", paramLabel = "MODE", defaultValue = "dynamic",
                    description = {
                            "How the events are read (default: ${DEFAULT-VALUE}).",
                            "index: place, time and class of each, one stream after another",
                            "skip: the same in time order",
                            "handlers: in time order, a call with the time of each",
                            "dynamic: in time order, every field, by compiled classes",
                            "columns: the same, into columns",
                            "interpreter: the same, by the interpreter"}) String mode,
            @Option(names = "--passes", paramLabel = "N", defaultValue = "7",
                    description = "How often; the median counts (default: ${DEFAULT-VALUE}).") int passes,
            @Option(names = "--warmup", paramLabel = "N", defaultValue = "7",
                    description = "How often before that, for the JIT compiler (default: ${DEFAULT-VALUE}).") int warmup,
            @Option(names = "--babeltrace2", paramLabel = "PROGRAM",
                    description = "Time this babeltrace2 with -o dummy on the same folders in the same run.") @Nullable String babeltrace2,
            @Option(names = "--json", description = "Print one object.") boolean json,
            @Parameters(arity = "1..*", paramLabel = "PATH", description = PathText.PATHS) List<Path> paths)
            throws Exception {
        BenchOptions.check(passes, warmup);
        console.progress("reading " + (warmup + passes) + " times");
        DecodeBench.Figures figures = DecodeBench.run(paths, mode(mode), warmup, passes);
        console.progress("babeltrace2");
        List<Double> yardstick = babeltrace2 == null ? List.of() : Yardstick.babeltrace2(babeltrace2, paths, passes);
        if (figures.events() == 0) {
            throw PathText.nothing(paths);
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("mode", mode).put("events", figures.events()).put("events_per_second", figures.eventsPerSecond())
                .put("events_per_cpu_second", figures.eventsPerCpuSecond())
                .put("mb_per_second", figures.megabytesPerSecond())
                .put("allocated_bytes_per_event", (double) figures.allocatedBytes() / figures.events());
        if (figures.sums() != null) {
            object.put("clk", new BigInteger(Long.toUnsignedString(figures.sums().clk())))
                    .put("isum", new BigInteger(Long.toUnsignedString(figures.sums().isum())))
                    .put("slen", figures.sums().slen()).put("dsum", figures.sums().dsum())
                    .put("ints", figures.sums().ints());
        }
        if (!yardstick.isEmpty()) {
            double theirs = figures.events() / Median.of(yardstick);
            object.put("babeltrace2_events_per_second", theirs).put("ratio", figures.eventsPerSecond() / theirs);
        }
        show(object, json);
        return ExitCode.OK;
    }

    @Command(name = "pipeline",
            header = "Publish and analyse on a broker in this process, beside a plain producer of the same bytes.")
    int pipeline(
            @Option(names = "--passes", paramLabel = "N", defaultValue = "3",
                    description = "How often, each on an empty broker; the median counts (default: ${DEFAULT-VALUE}).") int passes,
            @Option(names = "--json", description = "Print one object.") boolean json,
            @Parameters(arity = "1..*", paramLabel = "PATH", description = PathText.PATHS) List<Path> paths)
            throws Exception {
        List<PipelineBench.Pass> all = new ArrayList<>();
        try (BenchFolder folder = BenchFolder.create()) {
            for (int pass = 0; pass < passes; pass++) {
                console.progress("pass " + (pass + 1) + " of " + passes);
                all.add(PipelineBench.run(paths, folder.path().resolve("pass-" + pass)));
            }
        }
        double plain = rate(all, PipelineBench.Pass::plainSeconds);
        double publish = rate(all, PipelineBench.Pass::publishSeconds);
        double endToEnd = rate(all, PipelineBench.Pass::endToEndSeconds);
        show(JsonNodeFactory.instance.objectNode().put("mb", all.getFirst().bytes() / 1e6)
                .put("plain_produce_mb_per_second", plain)
                .put("plain_produce_zstd_mb_per_second", rate(all, PipelineBench.Pass::plainZstdSeconds))
                .put("publish_mb_per_second", publish).put("end_to_end_mb_per_second", endToEnd)
                .put("publish_ratio", publish / plain).put("end_to_end_ratio", endToEnd / plain), json);
        return ExitCode.OK;
    }

    private static double rate(List<PipelineBench.Pass> passes, ToDoubleFunction<PipelineBench.Pass> seconds) {
        return passes.getFirst().bytes() / 1e6 / Median.of(passes.stream().mapToDouble(seconds).boxed().toList());
    }

    private static DecodeBench.Mode mode(String name) throws CommandException {
        for (DecodeBench.Mode mode : DecodeBench.Mode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(name)) {
                return mode;
            }
        }
        throw new CommandException("no mode " + name, "the modes are " + Arrays.stream(DecodeBench.Mode.values())
                .map(mode -> mode.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", ")));
    }

    private void show(ObjectNode object, boolean json) {
        if (json) {
            console.print(object);
            return;
        }
        object.properties().forEach(figure -> console.print(String.format(Locale.ROOT, "%-34s %s", figure.getKey(),
                figure.getValue().isDouble()
                        ? String.format(Locale.ROOT, "%,.2f", figure.getValue().doubleValue())
                        : figure.getValue().asText())));
    }
}
