package io.gyre.publisher;

import io.gyre.chunk.TraceClasses;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.PacketFile;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.PacketScan;
import io.gyre.ctf.read.SilentVisitor;
import io.gyre.ctf.read.StreamInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** When each event of a chunk's folder happened and in which packet it lies, by decoding all of it. */
final class EventTimes {
    /** @param packetOffset of the packet in its file */
    record Event(String file, long packetOffset, long timestampNs) {}

    private EventTimes() {}

    static List<Event> of(Path chunk) throws Exception {
        var events = new ArrayList<Event>();
        for (Path metadata : metadata(chunk)) {
            Path trace = metadata.getParent();
            TraceClass traceClass = TraceClasses.of(Files.readAllBytes(metadata), metadata.toString());
            try (Stream<Path> files = Files.list(trace)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    if (Files.isRegularFile(file) && !file.equals(metadata)) {
                        read(chunk, file, traceClass, events);
                    }
                }
            }
        }
        return events;
    }

    private static List<Path> metadata(Path chunk) throws Exception {
        try (Stream<Path> all = Files.walk(chunk)) {
            return all.filter(path -> path.endsWith("metadata")).toList();
        }
    }

    private static void read(Path chunk, Path file, TraceClass traceClass, List<Event> events) throws Exception {
        List<PacketHeader> headers = PacketScan.scan(file, traceClass);
        if (headers.isEmpty()) {
            return;
        }
        String path = chunk.relativize(file).toString();
        PacketHeader first = headers.getFirst();
        var info = new StreamInfo("", traceClass,
                Objects.requireNonNull(traceClass.streams().get(first.dataStreamClassId())),
                first.dataStreamId(), path);
        var input = new StreamInput(info, PacketFile.open(file, traceClass), Long.MIN_VALUE, StreamInput.Origin.OWN);
        try (EventReader reader = EventReader.dynamic(List.of(input), new Collector(path, events), Damage.STRICT)) {
            reader.runUntil(Long.MAX_VALUE);
        }
    }

    /** Takes times, lets fields pass. */
    private static final class Collector extends SilentVisitor {
        private final String path;
        private final List<Event> events;

        Collector(String path, List<Event> events) {
            this.path = path;
            this.events = events;
        }

        @Override
        public void beginEvent(StreamInfo stream, PacketHeader packet, EventRecordClass eventClass, long cycles,
                long timestampNs) {
            events.add(new Event(path, packet.byteOffset(), timestampNs));
        }
    }
}
