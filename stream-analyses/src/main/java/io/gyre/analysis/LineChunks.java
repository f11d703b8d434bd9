package io.gyre.analysis;

import io.gyre.analysis.LineReport.ChunkDamaged;
import io.gyre.analysis.line.WindowFold.FailedAnalysis;
import io.gyre.chunk.ChunkFolder;
import io.gyre.chunk.ChunkStreams;
import io.gyre.chunk.Window;
import io.gyre.ctf.CtfException;
import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.ClockClass;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.Packet;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.PacketSource;
import io.gyre.ctf.read.StreamInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of one line, in their order: opens each with what earlier ones carry into its window. A chunk is read again for the next
 * window only when it has a packet that ends past its own.
 */
final class LineChunks {
    private static final int MOST_DAMAGES = 1000;

    private final Map<String, ChunkDamaged> damages = new LinkedHashMap<>();
    private final List<Carrier> carriers = new ArrayList<>();
    private @Nullable Carrier current;
    private long gaps;

    /** A chunk, and how far its packets reach. */
    private static final class Carrier {
        private final ChunkFolder chunk;
        private long endNs = Long.MIN_VALUE;

        Carrier(ChunkFolder chunk) {
            this.chunk = chunk;
        }
    }

    /** {@return the streams of the window}, carried ones first; may be opened again. */
    List<StreamInput> open(ChunkFolder chunk, Window window) throws IOException, CtfException {
        var inputs = new ArrayList<StreamInput>();
        for (Carrier carrier : carriers) {
            for (StreamInput input : ChunkStreams.open(carrier.chunk, (trace, damage) -> {})) {
                inputs.add(new StreamInput(input.info(), new Late(input, window.afterNs()), window.afterNs(),
                        StreamInput.Origin.CARRIED));
            }
        }
        var own = new Carrier(chunk);
        current = own;
        gaps = 0;
        for (StreamInput input : ChunkStreams.open(chunk, (trace, damage) -> unreadable(damage))) {
            inputs.add(new StreamInput(input.info(), new Measured(input, own), Long.MIN_VALUE,
                    StreamInput.Origin.OWN));
        }
        return inputs;
    }

    private void unreadable(CtfException damage) {
        gaps += damage instanceof MetadataException ? 1 : 0;
        add(damage.code(), String.valueOf(damage.getMessage()));
    }

    /** What to do about a damaged packet: tell, and go on at the next one. */
    void damaged(StreamInfo stream, CtfException damage) {
        add(damage.code(), String.valueOf(damage.getMessage()));
    }

    /** What to do about an analysis that could not be run: tell; it knows nothing of the window. */
    void failed(FailedAnalysis analysis) {
        gaps++;
        add(FailedAnalysis.CODE, "analysis " + analysis.analysis() + ": " + analysis.message());
    }

    private void add(String code, String message) {
        // A damaged packet that is carried is met in two windows.
        if (damages.size() < MOST_DAMAGES) {
            damages.putIfAbsent(message,
                    new ChunkDamaged(current == null ? 0 : current.chunk.id(), code, message));
        }
    }

    /** Ends a window, and {@return how much of its chunk could not be read} */
    long done(Window window) {
        if (current != null) {
            carriers.add(current);
        }
        carriers.removeIf(carrier -> carrier.endNs <= window.upToNs());
        long counted = gaps;
        gaps = 0;
        return counted;
    }

    List<ChunkDamaged> damages() {
        return List.copyOf(damages.values());
    }

    /** {@return when the packet ends; {@link Long#MAX_VALUE} when it does not say} */
    private static long endNs(StreamInfo stream, PacketHeader packet) {
        ClockClass clock = stream.dataStreamClass().defaultClock();
        Long end = packet.endCycles();
        if (clock == null || end == null || end == 0) {
            return Long.MAX_VALUE;
        }
        try {
            return clock.toNanos(end);
        } catch (ArithmeticException _) {
            return Long.MAX_VALUE;
        }
    }

    /** The packets that end later than a time. */
    private record Late(StreamInput of, long afterNs) implements PacketSource {
        @Override
        public @Nullable Packet next() throws IOException, CtfException {
            Packet packet = of.packets().next();
            while (packet != null && endNs(of.info(), packet.header()) <= afterNs) {
                packet = of.packets().next();
            }
            return packet;
        }

        @Override
        public void close() throws IOException {
            of.packets().close();
        }
    }

    /** All packets; notes how far they reach. */
    private record Measured(StreamInput of, Carrier chunk) implements PacketSource {
        @Override
        public @Nullable Packet next() throws IOException, CtfException {
            Packet packet = of.packets().next();
            if (packet != null) {
                chunk.endNs = Math.max(chunk.endNs, endNs(of.info(), packet.header()));
            }
            return packet;
        }

        @Override
        public void close() throws IOException {
            of.packets().close();
        }
    }
}
