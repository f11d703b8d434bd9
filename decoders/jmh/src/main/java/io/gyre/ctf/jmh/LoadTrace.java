package io.gyre.ctf.jmh;

import io.gyre.ctf.CtfException;
import io.gyre.ctf.metadata.MetadataReader;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.Packet;
import io.gyre.ctf.read.PacketHeaders;
import io.gyre.ctf.read.PacketSource;
import io.gyre.ctf.read.StreamInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * A user-space trace in memory: two data streams of a storage server's five event classes, byte for byte as LTTng-UST 2.13 lays them
 * out ({@code load.tsdl} is its metadata). Always the same bytes.
 */
final class LoadTrace {
    static final int STREAMS = 2;
    private static final int PACKETS = 40;
    private static final int PACKET_BYTES = 512 << 10;
    private static final int HEADER_BYTES = 84;
    private static final int LARGEST_EVENT_BYTES = 256;
    private static final int LONGEST_STEP_NS = 600;
    private static final byte[] UUID = bytes(0x4d619fbccf4e4b4cL, 0x9037736ca84dd431L);
    private static final byte[] PROCESS = "hammer-1".getBytes(StandardCharsets.US_ASCII);

    private final TraceClass traceClass;
    private final List<List<Packet>> streams = new ArrayList<>();
    private long events;

    private LoadTrace(TraceClass traceClass) {
        this.traceClass = traceClass;
    }

    static LoadTrace make() throws IOException, CtfException {
        try (InputStream tsdl = Objects.requireNonNull(LoadTrace.class.getResourceAsStream("load.tsdl"))) {
            var trace = new LoadTrace(MetadataReader.read(tsdl.readAllBytes(), "load.tsdl"));
            for (int stream = 0; stream < STREAMS; stream++) {
                trace.streams.add(trace.packets(stream));
            }
            return trace;
        }
    }

    /** {@return the number of events of all streams} */
    long events() {
        return events;
    }

    /** {@return the packets of each stream} */
    List<List<Packet>> streams() {
        return streams;
    }

    /** {@return the streams, to be read once} */
    List<StreamInput> inputs() {
        List<StreamInput> inputs = new ArrayList<>();
        for (int stream = 0; stream < STREAMS; stream++) {
            inputs.add(input(stream));
        }
        return inputs;
    }

    StreamInput input(int stream) {
        DataStreamClass streamClass = Objects.requireNonNull(traceClass.streams().get(0L));
        var info = new StreamInfo("ust", traceClass, streamClass, (long) stream, "load_" + stream);
        return new StreamInput(info, new InMemory(streams.get(stream).iterator()), Long.MIN_VALUE,
                StreamInput.Origin.OWN);
    }

    private record InMemory(Iterator<Packet> packets) implements PacketSource {
        @Override
        public Packet next() {
            return packets.hasNext() ? packets.next() : null;
        }

        @Override
        public void close() {}
    }

    private List<Packet> packets(int stream) throws CtfException {
        var random = new SplittableRandom(stream);
        long time = 1_000_000;
        List<Packet> packets = new ArrayList<>();
        for (int index = 0; index < PACKETS; index++) {
            byte[] bytes = new byte[PACKET_BYTES + Packet.PADDING];
            ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            long begin = time;
            out.position(HEADER_BYTES);
            while (out.position() < PACKET_BYTES - LARGEST_EVENT_BYTES) {
                time += 1 + random.nextInt(LONGEST_STEP_NS);
                event(out, random, time, stream);
                events++;
            }
            header(out, stream, index, begin, time);
            packets.add(new Packet(bytes, 0, PACKET_BYTES, PacketHeaders.read(bytes, 0, PACKET_BYTES,
                    (long) index * PACKET_BYTES, index, "load_" + stream, traceClass)));
        }
        return packets;
    }

    private static void header(ByteBuffer out, int stream, int index, long begin, long end) {
        long content = out.position() * 8L;
        out.position(0);
        out.putInt(0xC1FC1FC1).put(UUID).putInt(0).putLong(stream);
        out.putLong(begin).putLong(end).putLong(content).putLong(PACKET_BYTES * 8L).putLong(index).putLong(0)
                .putInt(stream);
    }

    private static void event(ByteBuffer out, SplittableRandom random, long time, int stream) {
        int id = random.nextInt(5);
        out.putShort((short) id).putInt((int) time);
        out.putInt(60 + stream).put(PROCESS).put(new byte[17 - PROCESS.length]);
        switch (id) {
            case 0 -> out.putLong(random.nextLong()).put((byte) random.nextInt(4))
                    .put(("/bucket/" + random.nextInt(20) + "/object-" + random.nextInt(5000) + "\0")
                            .getBytes(StandardCharsets.US_ASCII))
                    .putInt(random.nextInt());
            case 1 -> out.putLong(random.nextLong()).putInt(200).putDouble(random.nextDouble(100));
            case 2 -> {
                int length = random.nextInt(8);
                out.putLong(length);
                for (int i = 0; i < length; i++) {
                    out.putInt(random.nextInt(256));
                }
            }
            case 3 -> out.putInt(random.nextInt());
            default -> {
                int length = random.nextInt(24);
                out.putInt(random.nextInt()).putShort((short) random.nextInt()).putShort((short) length);
                for (int i = 0; i < length; i++) {
                    out.put((byte) random.nextInt());
                }
            }
        }
    }

    private static byte[] bytes(long high, long low) {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }
}
