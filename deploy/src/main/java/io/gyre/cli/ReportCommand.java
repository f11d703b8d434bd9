package io.gyre.cli;

import io.gyre.analysis.Detail;
import io.gyre.analysis.LineReport;
import io.gyre.analysis.LocalReport;
import io.gyre.analysis.Slices;
import io.gyre.analysis.line.LineResult;
import io.gyre.chunk.Archives;
import io.gyre.chunk.SessionLine;
import io.gyre.ctf.CtfException;
import io.gyre.ctf.filter.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs analyses in process. */
@Command(name = "report", header = "Run the analyses straight on folders, without Kafka.",
        description = { "", "The answers are those that gyre demo and gyre analyze give."},
        footerHeading = "%nExamples:%n",
        footer = {
                "  ./gyre report ~/lttng-traces/my-session",
                "  ./gyre report --analysis sched,syscalls --top 30 ~/lttng-traces/my-session",
                "  ./gyre report --analysis events --json /var/lttng | jq '.events[].by_class'",
                "  ./gyre report --pairs 'reads: syscall_entry_read -> syscall_exit_read by $ctx.tid' ~/lttng-traces/my-session",
                "  ./gyre report --analysis events --filter '$ctx.procname == \"web*\"' ~/lttng-traces/my-session"})
final class ReportCommand implements Callable<Integer> {
    private final Console console;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Mixin
    AnalysisOptions analyses = new AnalysisOptions();

    @Mixin
    SelectionOptions options = new SelectionOptions();

    @Option(names = "--json",
            description = "Print one object: the name of each analysis, and an entry for each session line.")
    boolean json;

    @Spec
    CommandSpec command = CommandSpec.create();

    @Option(names = "--top", paramLabel = "N", defaultValue = "10",
            description = "Show at most N rows of each table (default: ${DEFAULT-VALUE}). JSON has them all.")
    int top;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = PathText.PATHS)
    List<Path> paths = List.of();

    @Override
    public Integer call() throws IOException, CtfException, CommandException {
        if (top < 1) {
            throw new ParameterException(command.commandLine(), "--top is " + top + "; it is at least 1");
        }
        Selection selection = options.selected();
        LocalReport report = new LocalReport(analyses.selected(), Slices.SECONDS, selection);
        List<LineReport> lines = new ArrayList<>();
        int exitCode = ExitCode.OK;
        List<SessionLine> found = PathText.found(Archives.find(paths), paths);
        options.check(selection, found, console);
        for (SessionLine line : found) {
            LineReport answers = report.of(line, answer -> progress(line, answer));
            lines.add(answers);
            for (String damage : LocalReport.describe(answers.damages())) {
                console.problem(line.key() + " " + damage);
                exitCode = ExitCode.PARTLY;
            }
            if (!json) {
                answers.results().forEach(answer -> console.print(
                        answer.analysis().name() + " of " + line.key() + "\n" + answer.text(new Detail(top))));
            }
        }
        if (json) {
            console.print(report.json(lines).toPrettyString());
        }
        return exitCode;
    }

    private void progress(SessionLine line, LineResult<?> answer) {
        if (answer.scope() == LineResult.Scope.WINDOW) {
            console.progress("reading " + line.key() + ", up to " + answer.range().upToNs() + " ns");
        }
    }
}
