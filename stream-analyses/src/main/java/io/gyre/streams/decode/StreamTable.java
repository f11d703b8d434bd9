package io.gyre.streams.decode;

import io.gyre.ctf.read.PacketHeader;
import io.gyre.wire.WorkItem.StreamName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The data streams of a chunk by their position in its manifest, which segments refer to. */
final class StreamTable {
    private final List<StreamName> streams;
    private final Map<Key, Integer> positions = new HashMap<>();

    private record Key(String tracePath, long dataStreamClassId, @Nullable Long dataStreamId, String name) {}

    StreamTable(List<StreamName> streams) {
        this.streams = List.copyOf(streams);
        for (int i = 0; i < streams.size(); i++) {
            StreamName stream = streams.get(i);
            positions.put(key(stream.tracePath(), stream.dataStreamClassId(), stream.dataStreamId(), stream.name()), i);
        }
    }

    List<StreamName> streams() {
        return streams;
    }

    /** {@return the position of the stream that a packet belongs to, or -1} */
    int positionOf(String path, PacketHeader packet) {
        String trace = ChunkTraces.folderOf(path);
        String file = ChunkTraces.nameOf(path);
        Integer found = positions.get(key(trace, packet.dataStreamClassId(), packet.dataStreamId(), file));
        if (found == null && packet.dataStreamId() == null) {
            String name = file.replaceFirst("_[0-9]+$", "");
            found = positions.get(key(trace, packet.dataStreamClassId(), null, name));
        }
        return found == null ? -1 : found;
    }

    /** A stream that its trace numbers is known by its number, any other by its name. */
    private static Key key(String tracePath, long classId, @Nullable Long streamId, String name) {
        return new Key(tracePath, classId, streamId, streamId == null ? name : "");
    }
}
