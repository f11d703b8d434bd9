package io.gyre.cli;

import io.gyre.chunk.Archives;
import io.gyre.chunk.SessionLine;
import io.gyre.chunk.inspect.Inspection;
import io.gyre.chunk.inspect.LineSummary;
import io.gyre.ctf.CtfException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what traces hold. */
@Command(name = "inspect", header = "Say what traces hold: streams, event classes, losses, damage, index files.",
        sortOptions = false,
        description = { "", "Every event is read and counted. Exit code 3 says that something is damaged."},
        footerHeading = "%nExamples:%n",
        footer = {
                "  ./gyre inspect ~/lttng-traces/my-session",
                "  ./gyre inspect --events --fields ~/lttng-traces/my-session",
                "  ./gyre inspect --json ~/lttng-traces/my-session | jq '.[].traces[].streams[] | {name, events}'"})
final class InspectCommand implements Callable<Integer> {
    private final Console console;

    InspectCommand(Console console) {
        this.console = console;
    }

    @Option(names = "--events", description = "List the event classes, with how many events each has.")
    boolean events;

    @Option(names = "--fields", description = "List the event classes' fields too.")
    boolean fields;

    @Option(names = "--packets", description = "List the packets.")
    boolean packets;

    @Option(names = "--env", description = "List the environment that the metadata tells.")
    boolean environment;

    @Option(names = "--json", description = "Print one array, an object for each session line, with all of the above.")
    boolean json;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = PathText.PATHS)
    List<Path> paths = List.of();

    @Override
    public Integer call() throws IOException, CtfException, CommandException {
        List<LineSummary> summaries = new ArrayList<>();
        for (SessionLine line : PathText.found(Archives.find(paths), paths)) {
            console.progress("reading " + line.key());
            LineSummary summary = Inspection.of(line,
                    packets || json ? Inspection.Packets.LISTED : Inspection.Packets.COUNTED);
            summaries.add(summary);
            if (!json) {
                console.print(new InspectText(events || fields, fields, packets, environment).of(summary));
            }
        }
        if (json) {
            console.print(InspectJson.of(summaries));
        }
        return summaries.stream().allMatch(summary -> summary.damages().isEmpty()) ? ExitCode.OK : ExitCode.PARTLY;
    }
}
