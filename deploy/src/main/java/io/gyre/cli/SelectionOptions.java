package io.gyre.cli;

import io.gyre.chunk.ChunkStreams;
import io.gyre.chunk.SessionLine;
import io.gyre.ctf.CtfException;
import io.gyre.ctf.filter.Filter;
import io.gyre.ctf.filter.FilterCheck;
import io.gyre.ctf.filter.FilterException;
import io.gyre.ctf.filter.Selection;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.order.StreamInput;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which events. */
final class SelectionOptions {
    @Option(names = "--filter", paramLabel = "EXPR",
            description = "Only events that match, in the language of lttng enable-event --filter: fields (ret, msg.part[2], $ctx.vtid, "
                    + "$app.provider:type), numbers, \"strings\" with *, and ! ~ - + << >> & ^ | < <= > >= == != && ||. "
                    + "An event without one of the fields does not match.")
    @Nullable
    String filter;

    @Option(names = "--event", paramLabel = "NAME",
            description = "Only events of this name; * stands for anything. May be repeated.")
    List<String> events = List.of();

    @Option(names = "--stream", paramLabel = "NAME",
            description = "Only streams of this name, as their files have it (channel_cpu); * stands for anything. May be repeated.")
    List<String> streams = List.of();

    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    /** {@return what the options say, which is not yet held against any trace} */
    Selection selected() {
        Selection selection = Selection.ALL.withEvents(events).withStreams(streams);
        try {
            return filter == null ? selection : selection.withFilter(Filter.parse(filter));
        } catch (FilterException e) {
            throw wrong(e);
        }
    }

    /** Says what of the filter the traces cannot answer. */
    void check(Selection selection, List<SessionLine> lines, Console console) throws IOException, CtfException {
        if (selection.filter().isEmpty()) {
            return;
        }
        Set<TraceClass> traces = new LinkedHashSet<>();
        for (SessionLine line : lines) {
            for (StreamInput input : ChunkStreams.open(line, (trace, damage) -> {})) {
                traces.add(input.info().traceClass());
                input.packets().close();
            }
        }
        try {
            FilterCheck.Outcome outcome = FilterCheck.check(selection.filter().get(), traces, selection::wants);
            if (outcome == FilterCheck.Outcome.NO_CLASS_HAS_ALL) {
                console.problem("no kind of event has all the fields that --filter names, so that none matches");
            }
        } catch (FilterException e) {
            throw wrong(e);
        }
    }

    private ParameterException wrong(FilterException e) {
        return new ParameterException(command.commandLine(),
                "--filter: " + e.getMessage() + "\n" + "filters are in LTTng's language", e);
    }
}
