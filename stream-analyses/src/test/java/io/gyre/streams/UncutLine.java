package io.gyre.streams;

import io.gyre.analysis.LineReport;
import io.gyre.analysis.Slices;
import io.gyre.analysis.fleet.FleetReport;
import io.gyre.analysis.line.LineResult;
import io.gyre.analysis.line.LineState;
import io.gyre.analysis.line.LineStitch;
import io.gyre.analysis.line.Start;
import io.gyre.analysis.line.WindowFold;
import io.gyre.analysis.line.WindowPartials;
import io.gyre.chunk.SessionKey;
import io.gyre.chunk.SessionLine;
import io.gyre.chunk.Window;
import io.gyre.ctf.CtfException;
import io.gyre.ctf.order.Damage;
import io.gyre.streams.tiny.TinyChunk;
import io.gyre.streams.tiny.TinyInputs;
import io.gyre.streams.tiny.TinyTrace.TinyPacket;
import io.gyre.wire.FleetSlice;
import io.gyre.wire.LineId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one window over all packets of a line gives: nothing is cut, nothing is carried. */
final class UncutLine {
    private UncutLine() {}

    /** {@return the line's entries, one per analysis} */
    static List<String> json(List<TinyChunk> chunks) throws IOException, CtfException {
        return results(chunks).stream().filter(result -> result.scope() == LineResult.Scope.LINE)
                .map(result -> result.json().toString()).toList();
    }

    /** {@return all answers about the line} */
    static List<LineResult<?>> results(List<TinyChunk> chunks) throws IOException, CtfException {
        List<TinyPacket> packets = chunks.stream().flatMap(chunk -> chunk.packets().stream()).toList();
        var window = new Window(Long.MIN_VALUE, Long.MAX_VALUE);
        WindowPartials partials = new WindowFold(TopologyRun.ANALYSES, Slices.seconds()).fold(window,
                () -> TinyInputs.of(packets),
                Damage.STRICT, failed -> {});
        LineId line = chunks.getFirst().line();
        var next = new LineStitch.NextWindow(Start.FIRST, window, partials, chunks.size());
        var step = new LineStitch(TopologyRun.ANALYSES, Slices.seconds()).apply(
                new SessionKey(line.host(), line.session(), line.created()), LineState.start(TopologyRun.ANALYSES),
                next);
        return step.results();
    }

    /** {@return the JSON of roll-ups over lines, by the key of their slice}, as a report makes them. */
    static Map<String, String> fleet(Collection<List<TinyChunk>> lines) throws IOException, CtfException {
        var report = new FleetReport();
        List<List<TinyChunk>> inOrder = lines.stream().sorted(Comparator.comparing(chunks -> chunks.getFirst().line()))
                .toList();
        for (List<TinyChunk> chunks : inOrder) {
            List<LineResult<?>> results = results(chunks);
            results.forEach(report::slice);
            report.line(new LineReport(new SessionLine(results.getFirst().line(), Path.of(""), List.of()),
                    results.stream().filter(result -> result.scope() == LineResult.Scope.LINE).toList(), List.of()));
        }
        var rollups = new TreeMap<String, String>();
        report.fleets().values().forEach(fleet -> fleet.slices().forEach(slice -> rollups.put(
                new FleetSlice(slice.analysis(), slice.beginNs(), slice.endNs()).key(), slice.json().toString())));
        return rollups;
    }
}
