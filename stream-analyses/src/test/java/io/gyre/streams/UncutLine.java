package io.gyre.streams;

import io.gyre.analysis.Slices;
import io.gyre.analysis.line.LineResult;
import io.gyre.analysis.line.LineState;
import io.gyre.analysis.line.LineStitch;
import io.gyre.analysis.line.Start;
import io.gyre.analysis.line.WindowFold;
import io.gyre.analysis.line.WindowPartials;
import io.gyre.chunk.SessionKey;
import io.gyre.chunk.TraceClasses;
import io.gyre.chunk.Window;
import io.gyre.ctf.CtfException;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.Packet;
import io.gyre.ctf.read.PacketHeaders;
import io.gyre.ctf.read.PacketSource;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.streams.tiny.TinyChunk;
import io.gyre.streams.tiny.TinyTrace;
import io.gyre.streams.tiny.TinyTrace.TinyPacket;
import io.gyre.wire.LineId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one window over all packets of a line gives: nothing is cut, nothing is carried. */
final class UncutLine {
    private UncutLine() {}

    /** {@return the line's entries, one per analysis} */
    static List<String> json(List<TinyChunk> chunks) throws IOException, CtfException {
        TraceClass traceClass = TraceClasses.of(TinyTrace.METADATA.getBytes(StandardCharsets.UTF_8), "metadata");
        var byCpu = new TreeMap<Long, List<TinyPacket>>();
        chunks.forEach(chunk -> chunk.packets()
                .forEach(packet -> byCpu.computeIfAbsent(packet.cpu(), cpu -> new ArrayList<>()).add(packet)));
        var inputs = new ArrayList<StreamInput>();
        byCpu.forEach((cpu, packets) -> inputs.add(new StreamInput(
                new StreamInfo("kernel", traceClass, Objects.requireNonNull(traceClass.streams().get(0L)), cpu,
                        "ch_" + cpu),
                new Packets(packets.iterator(), traceClass), Long.MIN_VALUE, StreamInput.Origin.OWN)));
        var window = new Window(Long.MIN_VALUE, Long.MAX_VALUE);
        WindowPartials partials = new WindowFold(TopologyRun.ANALYSES, Slices.SECONDS).fold(window, inputs,
                Damage.STRICT);
        LineId line = chunks.getFirst().line();
        var next = new LineStitch.NextWindow(Start.FIRST, window, partials, chunks.size());
        var step = new LineStitch(TopologyRun.ANALYSES, Slices.SECONDS).apply(
                new SessionKey(line.host(), line.session(), line.created()), LineState.start(TopologyRun.ANALYSES),
                next);
        return step.results().stream().filter(result -> result.scope() == LineResult.Scope.LINE)
                .map(result -> result.json().toString()).toList();
    }

    private record Packets(Iterator<TinyPacket> rest, TraceClass traceClass) implements PacketSource {
        @Override
        public @Nullable Packet next() throws CtfException {
            if (!rest.hasNext()) {
                return null;
            }
            byte[] bytes = rest.next().bytes();
            byte[] padded = Arrays.copyOf(bytes, bytes.length + Packet.PADDING);
            return new Packet(padded, 0, bytes.length,
                    PacketHeaders.read(padded, 0, bytes.length, 0, 0, "tiny", traceClass));
        }

        @Override
        public void close() {}
    }
}
