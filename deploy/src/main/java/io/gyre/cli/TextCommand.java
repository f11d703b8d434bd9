package io.gyre.cli;

import io.gyre.chunk.Archives;
import io.gyre.chunk.ChunkStreams;
import io.gyre.chunk.SessionLine;
import io.gyre.chunk.TraceFolder;
import io.gyre.ctf.CtfException;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.text.TextFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints events. */
@Command(name = "text", header = "Print the events of traces as text, in time order.",
        description = { "",
                "The text is byte for byte that of babeltrace2 2.1.1 --clock-gmt --no-delta."},
        footerHeading = "%nExample:%n",
        footer = "  ./gyre text ~/lttng-traces/my-session | grep sched_switch")
final class TextCommand implements Callable<Integer> {
    private final Console console;
    private long damages;

    TextCommand(Console console) {
        this.console = console;
    }

    @Parameters(arity = "1..*", paramLabel = "PATH", description = PathText.PATHS)
    List<Path> paths = List.of();

    @Override
    public Integer call() throws IOException, CtfException, CommandException {
        List<StreamInput> streams = new ArrayList<>();
        for (SessionLine line : PathText.found(Archives.find(paths), paths)) {
            streams.addAll(ChunkStreams.open(line, this::unreadable));
        }
        try (TextFormat text = new TextFormat(console.bytes());
                EventReader events = EventReader.dynamic(streams, text, this::damaged)) {
            events.runUntil(Long.MAX_VALUE);
        }
        return damages == 0 ? ExitCode.OK : ExitCode.PARTLY;
    }

    private void unreadable(TraceFolder trace, CtfException damage) {
        damages++;
        console.problem(damage.getMessage() + " (code " + damage.code() + "; the other traces are read)");
    }

    private void damaged(StreamInfo stream, CtfException damage) {
        damages++;
        console.problem(
                damage.getMessage() + " (code " + damage.code() + "; reading goes on at the stream's next packet)");
    }
}
