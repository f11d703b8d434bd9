package io.gyre.publisher.find;

import io.gyre.chunk.Archives;
import io.gyre.chunk.ChunkFolder;
import io.gyre.chunk.SessionKey;
import io.gyre.chunk.SessionLine;
import io.gyre.wire.LineId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose each chunk is. A chunk's folder is looked into once; finished chunks do not change.
 *
 * <p>A chunk without any trace (no traced program ran) does not say whose it is; it belongs to the line of the chunk before it in
 * the same folder, else of the one after it. Not thread-safe.
 */
public final class ChunkCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(ChunkCatalog.class);

    private static final Pattern ZONED = Pattern.compile("[+-]\\d{4}$");

    private final Map<Path, Known> known = new HashMap<>();

    /** @param named whether a trace inside says so */
    private record Known(LineId line, boolean named) {}

    /** {@return the session lines of these chunks} */
    public List<LineOnDisk> lines(Collection<FinishedChunk> chunks) {
        Map<Path, List<FinishedChunk>> byFolder = new LinkedHashMap<>();
        for (FinishedChunk chunk : chunks) {
            byFolder.computeIfAbsent(chunk.archives(), _ -> new ArrayList<>()).add(chunk);
        }
        known.keySet().retainAll(chunks.stream().map(FinishedChunk::path).collect(Collectors.toSet()));
        List<LineOnDisk> lines = new ArrayList<>();
        byFolder.forEach((archives, inFolder) -> lines.addAll(lines(archives, inFolder)));
        return lines;
    }

    /**
     * {@return the session lines under these paths, chunks that were never rotated included}: what a user names is taken for finished.
     */
    public static List<LineOnDisk> linesUnder(Collection<Path> paths) throws IOException {
        List<LineOnDisk> lines = new ArrayList<>();
        for (SessionLine line : Archives.find(paths)) {
            var chunks = new TreeMap<Long, Path>();
            line.chunks().forEach(chunk -> chunks.put(chunk.id(), chunk.path()));
            lines.add(new LineOnDisk(id(line.key()), line.archives(), chunks, isNamed(line.key())));
        }
        return lines;
    }

    /** {@return how many finished chunks lie in this folder} */
    public static int finishedIn(Path archives) {
        return ArchiveScan.in(archives).size();
    }

    /** {@return a chunk's folder and its traces, as they are now; empty when it cannot be read} */
    public static Optional<ChunkFolder> look(Path chunk) {
        Optional<ChunkFolder> found = lookAll(chunk).map(line -> line.chunks().getFirst());
        // A current chunk in which no program was traced yet is a chunk all the same.
        return found.isPresent() || !Files.isDirectory(chunk)
                ? found
                : Optional.of(new ChunkFolder(chunk, String.valueOf(chunk.getFileName()), 0, List.of()));
    }

    /** {@return the line that the traces in this folder name; empty when none does} */
    public static Optional<LineId> lineNamedBy(Path chunk) {
        return lookAll(chunk).filter(line -> isNamed(line.key())).map(line -> id(line.key()));
    }

    private List<LineOnDisk> lines(Path archives, List<FinishedChunk> inFolder) {
        Map<LineId, TreeMap<Long, Path>> chunks = new LinkedHashMap<>();
        Map<LineId, Boolean> named = new HashMap<>();
        Map<FinishedChunk, Known> whose = new HashMap<>();
        fill(whose, inFolder);
        fill(whose, inFolder.reversed());
        for (FinishedChunk chunk : inFolder) {
            Known owner = whose.getOrDefault(chunk, known(chunk));
            if (owner != null) {
                chunks.computeIfAbsent(owner.line, _ -> new TreeMap<>()).put(chunk.id(), chunk.path());
                named.put(owner.line, owner.named);
            }
        }
        List<LineOnDisk> lines = new ArrayList<>();
        chunks.forEach((line, paths) -> lines
                .add(new LineOnDisk(line, archives, paths, Boolean.TRUE.equals(named.get(line)))));
        return lines;
    }

    /** Gives each chunk that has no owner yet its own, if it names one, else that of the last before it that did. */
    private void fill(Map<FinishedChunk, Known> whose, List<FinishedChunk> inOrder) {
        Known last = null;
        for (FinishedChunk chunk : inOrder) {
            Known own = known(chunk);
            last = own != null && own.named ? own : last;
            if (last != null) {
                whose.putIfAbsent(chunk, last);
            }
        }
    }

    private @Nullable Known known(FinishedChunk chunk) {
        Known before = known.get(chunk.path());
        if (before != null) {
            return before;
        }
        Known now = lookAll(chunk.path()).map(line -> new Known(id(line.key()), isNamed(line.key()))).orElse(null);
        if (now != null) {
            known.put(chunk.path(), now);
        }
        return now;
    }

    private static Optional<SessionLine> lookAll(Path chunk) {
        try {
            return Archives.find(List.of(chunk)).stream().filter(line -> !line.chunks().isEmpty()).findFirst();
        } catch (IOException e) {
            LOG.debug("{} cannot be looked into now: {}", chunk, e.toString());
            return Optional.empty();
        }
    }

    private static LineId id(SessionKey key) {
        return new LineId(key.host(), key.session(), key.created());
    }

    /** LTTng's own word for the creation time has a zone; what is guessed from a folder's name has none. */
    private static boolean isNamed(SessionKey key) {
        return ZONED.matcher(key.created()).find();
    }
}
