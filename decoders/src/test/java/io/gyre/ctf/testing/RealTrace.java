package io.gyre.ctf.testing;

import io.gyre.ctf.CtfException;
import io.gyre.ctf.metadata.MetadataReader;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.Packet;
import io.gyre.ctf.read.PacketFile;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.PacketScan;
import io.gyre.ctf.read.PacketSource;
import io.gyre.ctf.read.StreamInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of real traces, opened file by file: chunks of one data stream are joined when the whole is read. */
public final class RealTrace {
    private static final Pattern TRACE_FILE = Pattern.compile("(.+_\\d+)_\\d+");
    private static final Pattern CHUNK = Pattern.compile("\\d{8}T\\d{6}[+-]\\d{4}-\\d{8}T\\d{6}[+-]\\d{4}-(\\d+)");

    private RealTrace() {}

    /** {@return the shared folder's traces that have a reference, of CTF 1.8 and CTF 2} */
    public static List<Path> all() {
        return Stream.of("traces", "traces-ctf2").map(shared()::resolve).filter(Files::isDirectory)
                .flatMap(folder -> all(folder).stream()).toList();
    }

    private static List<Path> all(Path folder) {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(f -> Files.isRegularFile(f.resolve("reference.json"))).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path shared() {
        String named = System.getenv("GYRE_SHARED");
        return named != null
                ? Path.of(named)
                : Path.of(System.getProperty("gyre.root", ".."), "..", "shared").normalize();
    }

    /** {@return chunk folders, in order, of a trace folder} */
    public static List<Path> chunks(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(f -> CHUNK.matcher(f.getFileName().toString()).matches())
                    .sorted(Comparator.comparingInt(RealTrace::chunkNumber)).toList();
        }
    }

    public static int chunkNumber(Path chunk) {
        Matcher matcher = CHUNK.matcher(chunk.getFileName().toString());
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private record Key(String trace, @Nullable UUID uuid, long streamClass, @Nullable Long stream, String name) {}

    /** {@return the streams of some chunks of one session, joined} */
    public static List<StreamInput> open(List<Path> chunks) throws IOException, CtfException {
        Map<Key, List<PacketSource>> sources = new LinkedHashMap<>();
        Map<Key, StreamInfo> infos = new HashMap<>();
        for (Path chunk : chunks) {
            for (Path trace : traces(chunk)) {
                Path metadata = trace.resolve("metadata");
                TraceClass traceClass = MetadataReader.read(Files.readAllBytes(metadata), metadata.toString());
                for (Map.Entry<String, List<Path>> stream : streams(trace).entrySet()) {
                    List<PacketHeader> headers = PacketScan.scan(stream.getValue().getFirst(), traceClass);
                    if (headers.isEmpty()) {
                        continue;
                    }
                    PacketHeader first = headers.getFirst();
                    DataStreamClass streamClass = Objects
                            .requireNonNull(traceClass.streams().get(first.dataStreamClassId()));
                    String relative = chunk.relativize(trace).toString();
                    var key = new Key(relative, traceClass.uuid(), streamClass.id(), first.dataStreamId(),
                            stream.getKey());
                    // The last chunk's metadata is the most complete.
                    infos.put(key, new StreamInfo(relative, traceClass, streamClass, first.dataStreamId(),
                            stream.getKey()));
                    sources.computeIfAbsent(key, _ -> new ArrayList<>())
                            .add(PacketFile.open(stream.getValue(), traceClass));
                }
            }
        }
        var inputs = new ArrayList<StreamInput>();
        sources.forEach((key, list) -> inputs.add(new StreamInput(Objects.requireNonNull(infos.get(key)),
                new Joined(list), Long.MIN_VALUE, StreamInput.Origin.OWN)));
        return inputs;
    }

    private static List<Path> traces(Path chunk) throws IOException {
        try (Stream<Path> all = Files.walk(chunk)) {
            return all.filter(f -> Files.isRegularFile(f.resolve("metadata"))).sorted().toList();
        }
    }

    private static Map<String, List<Path>> streams(Path trace) throws IOException {
        var streams = new TreeMap<String, List<Path>>();
        try (Stream<Path> files = Files.list(trace)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (Files.isRegularFile(file) && !name.equals("metadata") && !name.startsWith(".")) {
                    Matcher matcher = TRACE_FILE.matcher(name);
                    streams.computeIfAbsent(matcher.matches() ? matcher.group(1) : name, _ -> new ArrayList<>())
                            .add(file);
                }
            }
        }
        return streams;
    }

    /** The packets of a stream's chunks. */
    private static final class Joined implements PacketSource {
        private final List<PacketSource> parts;
        private int part;

        Joined(List<PacketSource> parts) {
            this.parts = parts;
        }

        @Override
        public @Nullable Packet next() throws IOException, CtfException {
            while (part < parts.size()) {
                Packet packet = parts.get(part).next();
                if (packet != null) {
                    return packet;
                }
                part++;
            }
            return null;
        }

        @Override
        public void close() throws IOException {
            for (PacketSource source : parts) {
                source.close();
            }
        }
    }

    /**
     * What a {@code reference.json} says of one folder.
     *
     * @param name the chunk's, or empty for the whole
     */
    public record Reference(String name, long events, Map<String, Long> counts, @Nullable Long beginNs,
            @Nullable Long endNs) {}

    /** {@return the references of the whole folder (first) and of each chunk} */
    public static List<Reference> references(Path folder) throws IOException {
        String json = Files.readString(folder.resolve("reference.json"));
        var found = new ArrayList<Reference>();
        String name = "";
        for (String part : json.split("\"text_sha256\":", -1)) {
            Matcher events = Pattern.compile("\"events\": (\\d+)").matcher(part);
            if (!events.find()) {
                continue;
            }
            var counts = new TreeMap<String, Long>();
            Matcher block = Pattern.compile("\"event_counts\": \\{([^}]*)}").matcher(part);
            if (block.find()) {
                Matcher entry = Pattern.compile("\"([^\"]+)\": (\\d+)").matcher(block.group(1));
                while (entry.find()) {
                    counts.put(entry.group(1), Long.parseLong(entry.group(2)));
                }
            }
            found.add(new Reference(name, Long.parseLong(events.group(1)), counts, number(part, "begin_ns"),
                    number(part, "end_ns")));
            Matcher next = Pattern.compile("\"chunk\": \"([^\"]+)\"").matcher(part);
            name = next.find() ? next.group(1) : "";
        }
        return found;
    }

    private static @Nullable Long number(String json, String key) {
        Matcher matcher = Pattern.compile("\"" + key + "\": \"(\\d+)\"").matcher(json);
        return matcher.find() ? Long.valueOf(matcher.group(1)) : null;
    }
}
