package io.gyre.chunk;

import io.gyre.ctf.CtfException;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.StreamInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
     * {@return the data streams of some chunks of one line, each joined over the chunks}
     *
     * <p>Files are opened when they are reached. Metadata may grow from chunk to chunk: a joined stream is of the last chunk's trace
     * class. Where that does not contain an earlier chunk's, which no tracer does, the stream comes in two.
     *
     * @param chunks in order of their ids
     */
    public static List<StreamInput> open(List<ChunkFolder> chunks, ChunkDamage damage)
            throws IOException, CtfException {
        Map<DataStream.Key, List<Joined>> streams = new LinkedHashMap<>();
        for (ChunkFolder chunk : chunks) {
            for (DataStream stream : DataStream.of(chunk, damage)) {
                List<Joined> parts = streams.computeIfAbsent(stream.key(), _ -> new ArrayList<>());
                if (parts.isEmpty() || !contains(stream.info(), parts.getLast().info)) {
                    parts.add(new Joined(stream.info()));
                }
                parts.getLast().add(stream);
            }
        }
        return streams.values().stream().flatMap(List::stream).map(Joined::input).toList();
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

        void add(DataStream stream) {
            info = stream.info();
            List<Path> files = stream.files().stream().map(DataFile::path).toList();
            parts.add(new JoinedPackets.Part(files, stream.info().traceClass()));
        }

        StreamInput input() {
            return new StreamInput(info, new JoinedPackets(parts), Long.MIN_VALUE, StreamInput.Origin.OWN);
        }
    }
}
