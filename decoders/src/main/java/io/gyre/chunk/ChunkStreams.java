package io.gyre.chunk;

import io.gyre.ctf.CtfException;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.order.RepairedPackets;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.PacketSource;
import io.gyre.ctf.read.StreamInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Opens the data streams of chunks, to be merged by an {@link io.gyre.ctf.order.EventReader}. */
public final class ChunkStreams {
    private ChunkStreams() {}

    /** {@return the data streams of one chunk, each with all its files} */
    public static List<StreamInput> open(ChunkFolder chunk, ChunkDamage damage) throws IOException, CtfException {
        return open(List.of(chunk), damage);
    }

    /** {@return the data streams of all chunks of a line, each joined over the chunks} */
    public static List<StreamInput> open(SessionLine line, ChunkDamage damage) throws IOException, CtfException {
        return open(line.chunks(), damage);
    }

    /**
     * {@return the data streams of all chunks of some lines, each joined over the chunks}
     *
     * <p>The snapshots of a session are lines of their own and may overlap, as may copies of a chunk: a packet that several of them hold
     * comes once, by its sequence number.
     */
    public static List<StreamInput> open(Collection<SessionLine> lines, ChunkDamage damage)
            throws IOException, CtfException {
        Map<SessionKey, List<SessionLine>> sessions = new LinkedHashMap<>();
        for (SessionLine line : lines) {
            sessions.computeIfAbsent(line.key(), _ -> new ArrayList<>()).add(line);
        }
        var inputs = new ArrayList<StreamInput>();
        for (List<SessionLine> session : sessions.values()) {
            List<ChunkFolder> chunks = session.stream().flatMap(line -> line.chunks().stream()).toList();
            inputs.addAll(join(chunks, session.size() == 1 ? PartOrder.CHUNKS : PartOrder.TIME, damage));
        }
        return inputs;
    }

    /** How the parts of a data stream come one after another. */
    private enum PartOrder {
        /** In the order of the chunks. */
        CHUNKS,
        /** In the order of their first packets. */
        TIME
    }

    /**
     * {@return the data streams of some chunks of one line, each joined over the chunks}
     *
     * <p>Files are opened when they are reached. Metadata may grow from chunk to chunk: a joined stream is of the last chunk's trace
     * class. Where that does not contain an earlier chunk's, which no tracer does, the stream comes in two.
     *
     * @param chunks in order of their ids
     */
    public static List<StreamInput> open(List<ChunkFolder> chunks, ChunkDamage damage)
            throws IOException, CtfException {
        return join(chunks, PartOrder.CHUNKS, damage);
    }

    private static List<StreamInput> join(List<ChunkFolder> chunks, PartOrder order, ChunkDamage damage)
            throws IOException, CtfException {
        Map<DataStream.Key, List<DataStream>> streams = new LinkedHashMap<>();
        for (ChunkFolder chunk : chunks) {
            for (DataStream stream : DataStream.of(chunk, damage)) {
                streams.computeIfAbsent(stream.key(), _ -> new ArrayList<>()).add(stream);
            }
        }
        var inputs = new ArrayList<StreamInput>();
        for (List<DataStream> parts : streams.values()) {
            switch (order) {
                case CHUNKS -> {
                }
                case TIME -> parts.sort(Comparator.comparingLong((DataStream part) -> part.beginNs().orElse(0))
                        .thenComparingLong(part -> part.endNs().orElse(0)));
            }
            joined(parts).forEach(one -> inputs.add(one.input()));
        }
        return inputs;
    }

    private static List<Joined> joined(List<DataStream> parts) {
        var joined = new ArrayList<Joined>();
        for (DataStream part : parts) {
            if (joined.isEmpty() || !joined.getLast().takes(part)) {
                joined.add(new Joined(part.info()));
            }
            joined.getLast().add(part);
        }
        return joined;
    }

    /** Whether events of the older class are decoded in the same way by the newer one. */
    @SuppressWarnings("ReferenceEquality") // what TraceClasses keeps; comparing a thousand event classes takes its time
    private static boolean contains(StreamInfo newer, StreamInfo older) {
        TraceClass newTrace = newer.traceClass();
        TraceClass oldTrace = older.traceClass();
        if (newTrace == oldTrace) {
            return true;
        }
        DataStreamClass newClass = newer.dataStreamClass();
        DataStreamClass oldClass = older.dataStreamClass();
        return Objects.equals(newTrace.uuid(), oldTrace.uuid())
                && Objects.equals(newTrace.packetHeader(), oldTrace.packetHeader())
                && Objects.equals(newClass.defaultClock(), oldClass.defaultClock())
                && Objects.equals(newClass.packetContext(), oldClass.packetContext())
                && Objects.equals(newClass.eventRecordHeader(), oldClass.eventRecordHeader())
                && Objects.equals(newClass.eventRecordCommonContext(), oldClass.eventRecordCommonContext())
                && newClass.events().entrySet().containsAll(oldClass.events().entrySet());
    }

    /** One data stream over several chunks. */
    private static final class Joined {
        private StreamInfo info;
        private final List<JoinedPackets.Part> parts = new ArrayList<>();

        Joined(StreamInfo info) {
            this.info = info;
        }

        /** Snapshots may come with the newer metadata first. */
        boolean takes(DataStream stream) {
            return contains(stream.info(), info) || contains(info, stream.info());
        }

        void add(DataStream stream) {
            info = contains(stream.info(), info) ? stream.info() : info;
            List<Path> files = stream.files().stream().map(DataFile::path).toList();
            parts.add(new JoinedPackets.Part(files, stream.info().traceClass()));
        }

        StreamInput input() {
            PacketSource packets = new DistinctPackets(new JoinedPackets(parts));
            return new StreamInput(info, RepairedPackets.of(packets, info), Long.MIN_VALUE, StreamInput.Origin.OWN);
        }
    }
}
