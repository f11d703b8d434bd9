package io.gyre.streams;

import io.gyre.analysis.Slices;
import io.gyre.analysis.line.LineResult;
import io.gyre.analysis.line.LineState;
import io.gyre.analysis.line.LineStitch;
import io.gyre.analysis.line.Start;
import io.gyre.analysis.line.WindowFold;
import io.gyre.analysis.line.WindowPartials;
import io.gyre.chunk.SessionKey;
import io.gyre.chunk.Window;
import io.gyre.ctf.CtfException;
import io.gyre.ctf.order.Damage;
import io.gyre.streams.tiny.TinyChunk;
import io.gyre.streams.tiny.TinyInputs;
import io.gyre.streams.tiny.TinyTrace.TinyPacket;
import io.gyre.wire.LineId;
import java.io.IOException;
import java.util.List;

/** What one window over all packets of a line gives: nothing is cut, nothing is carried. */
final class UncutLine {
    private UncutLine() {}

    /** {@return the line's entries, one per analysis} */
    static List<String> json(List<TinyChunk> chunks) throws IOException, CtfException {
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
        return step.results().stream().filter(result -> result.scope() == LineResult.Scope.LINE)
                .map(result -> result.json().toString()).toList();
    }
}
