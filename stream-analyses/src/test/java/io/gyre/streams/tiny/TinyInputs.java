package io.gyre.streams.tiny;

import io.gyre.chunk.TraceClasses;
import io.gyre.ctf.CtfException;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.Packet;
import io.gyre.ctf.read.PacketHeaders;
import io.gyre.ctf.read.PacketSource;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.streams.tiny.TinyTrace.TinyPacket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Packets as data streams. */
public final class TinyInputs {
    private TinyInputs() {}

    /** {@return a stream for each CPU} */
    public static List<StreamInput> of(List<TinyPacket> packets) throws CtfException {
        TraceClass traceClass = TraceClasses.of(TinyTrace.METADATA.getBytes(StandardCharsets.UTF_8), "metadata");
        var byCpu = new TreeMap<Long, List<TinyPacket>>();
        packets.forEach(packet -> byCpu.computeIfAbsent(packet.cpu(), cpu -> new ArrayList<>()).add(packet));
        var inputs = new ArrayList<StreamInput>();
        byCpu.forEach((cpu, ofCpu) -> inputs.add(new StreamInput(
                new StreamInfo("kernel", traceClass, Objects.requireNonNull(traceClass.streams().get(0L)), cpu,
                        "ch_" + cpu),
                new Packets(ofCpu.iterator(), traceClass), Long.MIN_VALUE, StreamInput.Origin.OWN)));
        return inputs;
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
