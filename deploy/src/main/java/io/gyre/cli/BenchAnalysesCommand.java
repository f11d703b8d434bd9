package io.gyre.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.TextTable;
import io.gyre.bench.AnalysisBench;
import io.gyre.bench.AnalysisBench.Asked;
import io.gyre.bench.DecodeBench;
import io.gyre.chunk.Archives;
import io.gyre.chunk.SessionLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the analyses. */
@Command(name = "analyses",
        header = "Run analyses over chunks on disk, on one thread: all at once, and each alone.",
        description = { "",
                "As the shards do, but without Kafka: each chunk's window is read and folded into partials, these are joined along the "
                        + "line, and every answer about a slice of a second, a window or the line so far is made into JSON and an encoded "
                        + "partial. The second row is without that: all at once as ./gyre report does, one answer of each analysis at the end. "
                        + "Events per second are all events of the traces, also those that an analysis does not look at.",
                "Columns: events per second of wall time, and of the thread's CPU time; the part of the time in which answers were rendered; "
                        + "bytes allocated per event; answers per pass.",
                "One core alone: taskset -c 1 ./gyre bench analyses PATH (the JIT compiler and the collector then share it)."},
        footerHeading = "%nExamples:%n",
        footer = {
                "  ./gyre bench analyses ~/lttng-traces/my-session",
                "  ./gyre bench analyses --analysis cpu,sched --json ~/lttng-traces/my-session"})
final class BenchAnalysesCommand implements Callable<Integer> {
    /** As its authors publish it, on a machine of theirs; quoted because it answers the same questions. */
    private static final double LTTNG_ANALYSES_EVENTS_PER_SECOND = 90_000;

    private final Console console;

    BenchAnalysesCommand(Console console) {
        this.console = console;
    }

    @Mixin
    BenchOptions options = new BenchOptions(5, 12);

    @Mixin
    AnalysisOptions analyses = new AnalysisOptions();

    @Override
    public Integer call() throws Exception {
        options.check();
        List<Analysis<?>> selected = analyses.selected();
        List<SessionLine> lines = PathText.found(Archives.find(options.paths), options.paths);
        console.progress("counting the events");
        DecodeBench.Figures read = DecodeBench.run(options.paths, DecodeBench.Mode.INDEX, 0, 1);
        if (read.events() == 0) {
            throw PathText.nothing(options.paths);
        }
        var bench = new AnalysisBench(lines);
        console.progress("all at once, " + (options.warmup + options.passes) + " times");
        AnalysisBench.Figures together = bench.run(selected, Asked.EVERY_ANSWER, options.warmup, options.passes);
        console.progress("all at once as reported, " + (options.warmup + options.passes) + " times");
        AnalysisBench.Figures reported = bench.run(selected, Asked.LINES, options.warmup, options.passes);
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("events", read.events())
                .put("mb", read.bytes() / 1e6).put("passes", options.passes).put("warmup", options.warmup)
                .put("lttng_analyses_published_events_per_second", LTTNG_ANALYSES_EVENTS_PER_SECOND);
        put(object.putObject("all"), together, read.events())
                .put("first_pass_events_per_second", read.events() / together.first().seconds());
        put(object.putObject("report"), reported, read.events());
        ObjectNode alone = object.putObject("alone");
        for (Analysis<?> analysis : selected) {
            console.progress(analysis.name() + " alone");
            put(alone.putObject(analysis.name()),
                    bench.run(List.of(analysis), Asked.EVERY_ANSWER, options.warmup, options.passes), read.events());
        }
        console.print(options.json ? object.toString() : text(object));
        int missing = together.first().damages();
        if (missing > 0) {
            console.problem(
                    missing + " parts could not be analysed, which ./gyre report names: the figures are of the rest");
            return ExitCode.PARTLY;
        }
        return ExitCode.OK;
    }

    private static ObjectNode put(ObjectNode node, AnalysisBench.Figures figures, long events) {
        AnalysisBench.Pass last = figures.counted().getLast();
        return node.put("events_per_second", events / figures.seconds())
                .put("events_per_cpu_second", events / figures.cpuSeconds())
                .put("render_share", figures.renderShare())
                .put("allocated_bytes_per_event", (double) figures.allocatedBytes() / events)
                .put("answers", last.answers()).put("answer_bytes", last.answerBytes());
    }

    private static String text(ObjectNode object) {
        List<String> parts = new ArrayList<>();
        parts.add(String.format(Locale.ROOT, "%,d events, %.1f MB, one thread, median of %d passes after %d%n",
                object.get("events").longValue(), object.get("mb").doubleValue(), object.get("passes").intValue(),
                object.get("warmup").intValue()));
        var table = new TextTable("million events/s", "of CPU time", "rendering", "bytes/event", "answers", "analysis");
        row(table, "all at once, every answer", object.get("all"));
        row(table, "all at once, one answer of each", object.get("report"));
        object.get("alone").properties().forEach(entry -> row(table, entry.getKey(), entry.getValue()));
        parts.add(table.toString());
        parts.add(String.format(Locale.ROOT,
                "all at once, every answer, in the very first pass: %.2f million events/s%n"
                        + "for comparison, not measured here: lttng-analyses is published with %.2f million events/s",
                millions(object.get("all").get("first_pass_events_per_second")),
                millions(object.get("lttng_analyses_published_events_per_second"))));
        return String.join("", parts);
    }

    private static void row(TextTable table, String name, JsonNode figures) {
        table.row(String.format(Locale.ROOT, "%.2f", millions(figures.get("events_per_second"))),
                String.format(Locale.ROOT, "%.2f", millions(figures.get("events_per_cpu_second"))),
                TextTable.percent(Math.round(figures.get("render_share").doubleValue() * 10_000), 10_000),
                String.format(Locale.ROOT, "%.1f", figures.get("allocated_bytes_per_event").doubleValue()),
                figures.get("answers").longValue(), name);
    }

    private static double millions(JsonNode figure) {
        return figure.doubleValue() / 1e6;
    }
}
