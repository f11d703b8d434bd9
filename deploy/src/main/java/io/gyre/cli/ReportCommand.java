package io.gyre.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Analyses;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.LineReport;
import io.gyre.analysis.LocalReport;
import io.gyre.analysis.Slices;
import io.gyre.analysis.Symbols;
import io.gyre.analysis.TextTable;
import io.gyre.analysis.alert.AlertRules;
import io.gyre.analysis.fleet.FleetReport;
import io.gyre.analysis.fleet.FleetReport.Fleet;
import io.gyre.analysis.lami.Lami;
import io.gyre.analysis.line.LineResult;
import io.gyre.chunk.Archives;
import io.gyre.chunk.SessionLine;
import io.gyre.ctf.CtfException;
import io.gyre.ctf.filter.Selection;
import io.gyre.ctf.order.TimeRange;
import io.gyre.wire.Alert;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs analyses in process. */
@Command(name = "report", header = "Run the analyses straight on folders, without Kafka.",
        description = { "",
                "The answers are those that gyre demo and gyre analyze give; but functions of programs have names where there are symbols."},
        footerHeading = "%nExamples:%n",
        footer = {
                "  ./gyre report ~/lttng-traces/my-session",
                "  ./gyre report --analysis sched,syscalls --top 30 ~/lttng-traces/my-session",
                "  ./gyre report --analysis syscalls --begin 09:31:18.5 --end 09:31:19 --procname 'web*' ~/lttng-traces/my-session",
                "  ./gyre report --analysis events --json /var/lttng | jq '.events[].by_class'",
                "  ./gyre report --rules rules.txt ~/lttng-traces/my-session",
                "  ./gyre report --analysis callstack --symbols ~/my-app/build ~/lttng-traces/my-session",
                "  ./gyre report --fleet --analysis cpu,syscalls /var/lttng",
                "  ./gyre report --pairs 'reads: syscall_entry_read -> syscall_exit_read by $ctx.tid' ~/lttng-traces/my-session",
                "  ./gyre report --analysis events --filter '$ctx.procname == \"web*\"' ~/lttng-traces/my-session"})
final class ReportCommand implements Callable<Integer> {
    private final Console console;
    private final Set<String> untold = new HashSet<>();

    ReportCommand(Console console) {
        this.console = console;
    }

    @Mixin
    AnalysisOptions analyses = new AnalysisOptions();

    @Mixin
    SelectionOptions options = new SelectionOptions();

    @Mixin
    TimeRangeOptions timeRange = new TimeRangeOptions();

    @Mixin
    ThreadOptions threads = new ThreadOptions();

    @Mixin
    PlaceOptions places = new PlaceOptions();

    @Mixin
    RuleOptions rules = new RuleOptions();

    @Mixin
    SymbolOptions symbolOptions = new SymbolOptions();

    @Mixin
    LamiOptions lami = new LamiOptions();

    @Option(names = "--json",
            description = "Print one object: the name of each analysis, and an entry for each session line.")
    boolean json;

    @Option(names = "--fleet",
            description = {
                    "Roll up what the hosts did together, second by second and in all: all analyses but rates, schedlog and timeline.",
                    "With --json, an object for each analysis: the whole, and a list of slices, as on the topic gyre.fleet."})
    boolean fleet;

    @Spec
    CommandSpec command = CommandSpec.create();

    @Option(names = "--top", paramLabel = "N", defaultValue = "10",
            description = "Show at most N rows of each table (default: ${DEFAULT-VALUE}). JSON has them all.")
    int top;

    @Parameters(arity = "0..*", paramLabel = "PATH", description = PathText.PATHS)
    List<Path> paths = List.of();

    @Override
    public Integer call() throws IOException, CtfException, CommandException {
        if (top < 1) {
            throw new ParameterException(command.commandLine(), "--top is " + top + "; it is at least 1");
        }
        if (lami.lami && lami.version) {
            console.print(Lami.VERSION);
            return ExitCode.OK;
        }
        List<String> tabled = Lami.supported(analyses.selected().stream().map(Analysis::name).toList());
        if (lami.lami && lami.metadata) {
            console.print(Lami.metadata(tabled).toString());
            return ExitCode.OK;
        }
        if (paths.isEmpty()) {
            throw new ParameterException(command.commandLine(), "Missing required parameter: 'PATH'");
        }
        AlertRules alertRules = alertRules();
        Symbols symbols = symbolOptions.symbols(console);
        if (lami.lami) {
            return lami(tabled);
        }
        Selection selection = selection();
        TimeRangeOptions.Bounds bounds = timeRange.bounds(ZoneOffset.UTC);
        checkFleet(bounds);
        List<SessionLine> found = places.of(Archives.find(paths), paths);
        options.check(selection, found, console);
        TimeRange range = bounds.range(found);
        Slices grid = fleet || rules.areGiven() ? Slices.seconds() : LocalReport.SELDOM;
        LocalReport report = range.equals(TimeRange.ALL)
                ? new LocalReport(analyses.selected(), grid, selection)
                : LocalReport.within(range, analyses.selected(), selection);
        List<LineReport> lines = new ArrayList<>();
        List<Alert> alerts = new ArrayList<>();
        int exitCode = ExitCode.OK;
        var together = new FleetReport();
        for (SessionLine line : found) {
            LineAlerts judged = new LineAlerts(alertRules);
            LineReport answers = report.of(line, answer -> {
                progress(line, answer);
                judged.add(answer);
                if (fleet) {
                    together.slice(answer);
                }
            });
            if (fleet) {
                together.line(answers);
            } else {
                lines.add(answers.withSymbols(symbols));
            }
            List<Alert> raised = judged.all(line.key());
            alerts.addAll(raised);
            for (String damage : LocalReport.describe(answers.damages())) {
                console.problem(line.key() + " " + damage);
                exitCode = ExitCode.PARTLY;
            }
            if (!json && !fleet) {
                print(answers.withSymbols(symbols));
                raised.forEach(alert -> console.print(AlertText.line(alert)));
            }
        }
        if (fleet) {
            printFleet(together);
        } else if (json) {
            ObjectNode object = report.json(lines, threads.wanted());
            if (rules.areGiven()) {
                ArrayNode array = object.putArray("alerts");
                alerts.stream().map(AlertText::json).forEach(array::add);
            }
            console.print(object);
        }
        return exitCode;
    }

    private void checkFleet(TimeRangeOptions.Bounds bounds) {
        if (fleet && (bounds.begin() != null || bounds.end() != null || !threads.wanted().isAll())) {
            throw new ParameterException(command.commandLine(),
                    "--fleet rolls up all time and all threads: leave out --begin, --end, --timerange, --tid and --procname");
        }
    }

    private void printFleet(FleetReport together) {
        SortedMap<String, Fleet> fleets = together.fleets();
        if (json) {
            console.print(FleetReport.json(fleets));
            return;
        }
        Detail detail = new Detail(top);
        fleets.forEach(
                (analysis, of) -> console.print(analysis + " of the fleet\n" + FleetReport.text(of, detail)));
        if (fleets.isEmpty()) {
            console.note("none of these analyses has anything to say of a fleet");
        }
    }

    private int lami(List<String> tabled) throws IOException, CtfException, CommandException {
        List<SessionLine> found = places.of(Archives.find(paths), paths);
        if (lami.testCompatibility) {
            return LamiOptions.isCompatible(found, tabled) ? ExitCode.OK : ExitCode.FAILURE;
        }
        TimeRange range = lami.range(timeRange.begin, timeRange.end);
        List<Analysis<?>> read = new ArrayList<>(analyses.selected());
        read.removeIf(analysis -> !tabled.contains(analysis.name()) || analysis.name().equals("events"));
        read.addAll(Analyses.installed().select(List.of("events"))); // which knows when they begin and end
        LocalReport report = LocalReport.within(range, read, selection());
        List<LineReport> lines = new ArrayList<>();
        for (SessionLine line : found) {
            lines.add(report.of(line, answer -> {}));
        }
        JsonNode times = report.json(lines).path("events");
        long beginNs = range.beginNs() != Long.MIN_VALUE ? range.beginNs() : first(times);
        long endNs = range.endNs() != Long.MAX_VALUE ? range.endNs() : last(times);
        console.print(Lami.results(report.json(lines, threads.wanted()), tabled, beginNs, Math.max(beginNs, endNs),
                lami.limit()).toString());
        return ExitCode.OK;
    }

    private static long first(JsonNode lines) {
        return StreamSupport.stream(lines.spliterator(), false).mapToLong(line -> line.path("begin_ns").asLong()).min()
                .orElse(0);
    }

    private static long last(JsonNode lines) {
        return StreamSupport.stream(lines.spliterator(), false).mapToLong(line -> line.path("end_ns").asLong()).max()
                .orElse(0);
    }

    private AlertRules alertRules() {
        if (rules.areGiven()
                && (lami.lami || fleet || timeRange.begin != null || timeRange.end != null
                        || timeRange.timerange != null)) {
            throw new ParameterException(command.commandLine(),
                    "--rules judge the answers about whole lines, slice by slice; not with a range of time, --fleet or --lami");
        }
        AlertRules read = rules.rules(analyses.selected());
        if (read.areOnHosts()) {
            console.note("`stale` rules need the clock of one who listens: not judged here");
        }
        return read;
    }

    private Selection selection() {
        if (!places.cpus.isEmpty() && !options.streams.isEmpty()) {
            throw new ParameterException(command.commandLine(),
                    "--cpu chooses streams, as --stream does; give one or the other");
        }
        Selection selection = options.selected();
        return places.cpus.isEmpty() ? selection : selection.withStreams(places.streams());
    }

    private void print(LineReport report) {
        Detail detail = new Detail(top, threads.wanted());
        for (LineResult<?> answer : report.results()) {
            String name = answer.analysis().name();
            String text = answer.text(detail);
            if (!text.isEmpty()) {
                console.print(name + " of " + report.line().key() + "\n" + text);
            } else if (untold.add(name)) {
                console.note(name + " does not tell threads apart: nothing of it with --tid or --procname");
            }
        }
    }

    private void progress(SessionLine line, LineResult<?> answer) {
        if (answer.scope() == LineResult.Scope.WINDOW) {
            console.progress("reading " + line.key() + ", up to " + upTo(answer.range().upToNs()));
        }
    }

    private static String upTo(long ns) {
        return ns == Long.MAX_VALUE ? "its end" : TextTable.time(ns);
    }
}
