package io.gyre.publisher.pack;

import io.gyre.ctf.read.PacketHeader;
import io.gyre.wire.Manifest.StreamRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Counts the packets of each data stream as they are packed, in the order of time. */
final class StreamTally {
    /** What {@code --tracefile-size} adds to a stream's file name. */
    private static final Pattern FILE_NUMBER = Pattern.compile("_\\d+$");

    /** @param file the data file where the stream has no id, else empty */
    private record Key(String tracePath, long dataStreamClassId, @Nullable Long dataStreamId, String file) {}

    private final Map<Key, Stream> streams = new LinkedHashMap<>();

    private static final class Stream {
        private final int position;
        private final PacketHeader first;
        private final Set<String> files = new LinkedHashSet<>();
        private PacketHeader last;
        private long packets;
        private final long beginNs;
        private long endNs;

        private Stream(int position, DataLane.Head head) {
            this.position = position;
            this.first = head.header();
            this.last = head.header();
            this.beginNs = head.beginNs();
        }
    }

    /** {@return the position of the packet's stream among all streams} */
    int add(DataLane lane, DataLane.Head head) {
        PacketHeader header = head.header();
        Key key = new Key(lane.trace().path(), header.dataStreamClassId(), header.dataStreamId(),
                header.dataStreamId() == null ? lane.path() : "");
        Stream stream = streams.computeIfAbsent(key, _ -> new Stream(streams.size(), head));
        stream.files.add(lane.path());
        stream.packets++;
        stream.last = header;
        stream.endNs = head.endNs();
        return stream.position;
    }

    List<StreamRef> refs() {
        List<StreamRef> refs = new ArrayList<>();
        streams.forEach((key, stream) -> refs.add(new StreamRef(key.tracePath, key.dataStreamClassId, key.dataStreamId,
                name(stream.files), List.copyOf(stream.files), stream.packets,
                stream.beginNs == Long.MIN_VALUE ? null : Long.valueOf(stream.beginNs),
                stream.endNs == Long.MAX_VALUE ? null : Long.valueOf(stream.endNs), stream.first.sequenceNumber(),
                stream.last.sequenceNumber(), stream.first.discardedEvents(), stream.last.discardedEvents())));
        return refs;
    }

    private static String name(Set<String> files) {
        String path = files.iterator().next();
        String name = path.substring(path.lastIndexOf('/') + 1);
        return files.size() == 1 ? name : FILE_NUMBER.matcher(name).replaceFirst("");
    }
}
