package io.gyre.cli;

import io.gyre.chunk.Archives;
import io.gyre.chunk.ChunkStreams;
import io.gyre.chunk.SessionKey;
import io.gyre.chunk.SessionLine;
import io.gyre.ctf.CtfException;
import io.gyre.ctf.filter.Selection;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.order.TimeRange;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.text.LossText;
import io.gyre.ctf.text.TextFormat;
import io.gyre.ctf.text.TextOptions;
import io.gyre.ctf.text.details.DetailsFormat;
import io.gyre.ctf.text.details.Shown;
import io.gyre.ctf.text.details.TraceWords;
import io.gyre.ctf.text.json.JsonFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints events. */
@Command(name = "text", header = "Print the events of traces as text or JSON, in time order.",
        sortOptions = false,
        description = { "",
                "The text is byte for byte that of babeltrace2 2.1.1 --clock-gmt --no-delta, and with the options below that of "
                        + "babeltrace2 with the same ones. What the tracer lost is told on stderr in its words, too."},
        footerHeading = "%nExamples:%n",
        footer = {
                "  ./gyre text ~/lttng-traces/my-session | grep sched_switch",
                "  ./gyre text --clock-local --delta ~/lttng-traces/my-session     as babeltrace2 prints by default",
                "  ./gyre text --begin 09:31:18.5 --end 09:31:19 --clock-date ~/lttng-traces/my-session",
                "  ./gyre text --format json ~/lttng-traces/my-session | jq 'select(.payload.ret < 0)'",
                "  ./gyre text --names none --fields loglevel ~/lttng-traces/my-session",
                "  ./gyre text --event 'sched_*' --filter '$ctx.vtid == 4242 || next_tid == 4242' PATH",
                "  ./gyre text --filter 'msg == \"*timeout*\" && (data[0] & 0xff) != 7' PATH"})
final class TextCommand implements Callable<Integer> {
    private static final int DETAILS_BUFFER = 1 << 16;

    private final Console console;
    private Selection selection = Selection.ALL;

    /** What is printed. */
    enum Format {
        TEXT, JSON, DETAILS
    }

    TextCommand(Console console) {
        this.console = console;
    }

    @Mixin
    SelectionOptions selecting = new SelectionOptions();

    @Mixin
    TimeRangeOptions timeRange = new TimeRangeOptions();

    @Mixin
    FormatOptions format = new FormatOptions();

    @Option(names = "--format", paramLabel = "FORMAT",
            description = "text, or json: one object a line, with timestamp (ns from the origin), host, session, trace, stream, "
                    + "stream_id, cpu, event, and an object for each context and the payload. Integers have all their digits "
                    + "(up to 64 bits), enumerations are {value, labels}, blobs hexadecimal digits, absent optionals null; or "
                    + "details: what babeltrace2's sink.text.details prints, metadata, packets and losses too.")
    Format outputFormat = Format.TEXT;

    @Option(names = "--without", split = ",", paramLabel = "WHAT",
            description = "What details leave out: ${COMPLETION-CANDIDATES}.")
    List<Shown> without = List.of();

    @Option(names = { "-w", "--output"}, paramLabel = "FILE", description = "Write to a file instead of stdout.")
    @Nullable
    Path output;

    @Mixin
    DamageOptions damage = new DamageOptions();

    @Parameters(arity = "1..*", paramLabel = "PATH", description = PathText.PATHS)
    List<Path> paths = List.of();

    @Override
    public Integer call() throws IOException, CtfException, CommandException {
        TraceNames naming = new TraceNames(paths);
        TextOptions options = format.options(naming, output == null && console.isTerminal());
        TimeRangeOptions.Bounds bounds = timeRange.bounds(options.zone());
        List<SessionLine> lines = PathText.found(Archives.find(paths), paths);
        selection = selecting.selected();
        selecting.check(selection, lines, console);
        TimeRange range = bounds.range(lines);
        List<StreamInput> streams = new ArrayList<>();
        Map<SessionKey, List<SessionLine>> sessions = lines.stream()
                .collect(Collectors.groupingBy(SessionLine::key, LinkedHashMap::new, Collectors.toList()));
        for (List<SessionLine> session : sessions.values()) {
            List<StreamInput> ofSession = ChunkStreams.open(session, damage.ofTraces(console));
            naming.add(session.getFirst(), ofSession);
            streams.addAll(ofSession);
        }
        if (output == null) {
            write(streams, console.bytes(), options, naming, range);
        } else {
            try (OutputStream file = Files.newOutputStream(output)) {
                write(streams, file, options, naming, range);
            }
        }
        if (options.coloring() == TextOptions.Coloring.COLORED) {
            console.err().print(LossText.RESET);
            console.err().flush();
        }
        return damage.exitCode();
    }

    private void write(List<StreamInput> streams, OutputStream out, TextOptions options, TraceNames naming,
            TimeRange range)
            throws IOException, CtfException {
        LossText losses = new LossText(options, console::note);
        switch (outputFormat) {
            case TEXT -> {
                try (TextFormat text = new TextFormat(out, options, console::note);
                        EventReader events = EventReader.loops(streams, layout -> text.loop(layout, selection),
                                selection, losses, range, this::damaged)) {
                    events.runUntil(range.endNs());
                }
            }
            case JSON -> {
                try (JsonFormat json = new JsonFormat(out, naming);
                        EventReader events = EventReader.dynamic(streams, json, selection, losses, range,
                                this::damaged)) {
                    events.runUntil(range.endNs());
                }
            }
            case DETAILS -> {
                var traces = new TraceWords(streams.stream().map(StreamInput::info).toList(), naming);
                try (DetailsFormat details = new DetailsFormat(new BufferedOutputStream(out, DETAILS_BUFFER), traces,
                        shownDetails());
                        EventReader events = EventReader.dynamic(streams, details, selection, details, range,
                                this::damaged)) {
                    events.runUntil(range.endNs());
                    if (range.endNs() != Long.MAX_VALUE) {
                        events.cut(range.endNs());
                    }
                }
            }
        }
    }

    private Set<Shown> shownDetails() {
        EnumSet<Shown> shown = EnumSet.allOf(Shown.class);
        shown.removeAll(without);
        return shown;
    }

    private void damaged(StreamInfo stream, CtfException found) throws CtfException {
        damage.ofPackets(console, stream, found);
    }
}
