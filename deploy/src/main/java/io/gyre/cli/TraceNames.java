package io.gyre.cli;

import io.gyre.chunk.ChunkFolder;
import io.gyre.chunk.SessionLine;
import io.gyre.chunk.TraceFolder;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.text.TextOptions.TraceNaming;
import io.gyre.ctf.text.json.StreamOrigin;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Traces by the names that babeltrace2 gives them: the host, and the trace's folder below the path that was asked for, unless
 * several chunks make up the trace. Knows where each stream comes from, too.
 */
final class TraceNames implements TraceNaming, StreamOrigin.Origins {
    private final List<Path> roots;
    private final IdentityHashMap<StreamInfo, String> names = new IdentityHashMap<>();

    private final IdentityHashMap<StreamInfo, StreamOrigin> origins = new IdentityHashMap<>();

    TraceNames(List<Path> paths) {
        this.roots = paths.stream().map(TraceNames::whole).toList();
    }

    private static Path whole(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** Takes in the streams of a line. */
    void add(SessionLine line, List<StreamInput> streams) {
        for (StreamInput stream : streams) {
            names.put(stream.info(), name(line, stream.info()));
            origins.put(stream.info(),
                    new StreamOrigin(line.key().host(), line.key().session(), stream.info().tracePath()));
        }
    }

    private String name(SessionLine line, StreamInfo stream) {
        String host = Objects.requireNonNullElse(stream.traceClass().environmentString("hostname"), "");
        List<Path> folders = line.chunks().stream().map(ChunkFolder::traces).flatMap(List::stream)
                .filter(trace -> trace.relativePath().equals(stream.tracePath())).map(TraceFolder::path).toList();
        String below = folders.size() == 1 ? belowRoot(whole(folders.getFirst())) : "";
        return host.isEmpty() || below.isEmpty() ? host + below : host + "/" + below;
    }

    private String belowRoot(Path folder) {
        for (Path root : roots) {
            if (folder.startsWith(root)) {
                return root.relativize(folder).toString();
            }
        }
        return "";
    }

    @Override
    public @Nullable String nameOf(StreamInfo stream) {
        return names.get(stream);
    }

    @Override
    public StreamOrigin of(StreamInfo stream) {
        return Objects.requireNonNull(origins.get(stream));
    }
}
