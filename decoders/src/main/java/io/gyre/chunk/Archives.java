package io.gyre.chunk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Finds chunks on disk and sorts them into session lines. */
public final class Archives {
    private Archives() {}

    /**
     * {@return the session lines that the paths hold, by key}
     *
     * <p>A path may be an {@code archives} folder, a session's folder, a relay daemon's output, a single chunk, a trace that was
     * never rotated (a line of one chunk with id 0), or any folder with several of these below. What LTTng is still writing is left
     * out. Chunks of one session that lie in several folders make one line, unless two of them have the same id.
     *
     * @throws IOException when a path does not exist, is no folder, or cannot be read
     */
    public static List<SessionLine> find(Collection<Path> paths) throws IOException {
        var finder = new ChunkFinder();
        Map<Path, List<ChunkFolder>> byFolder = new LinkedHashMap<>();
        for (Path path : paths) {
            for (ChunkFolder chunk : finder.below(path)) {
                byFolder.computeIfAbsent(parent(chunk), _ -> new ArrayList<>()).add(chunk);
            }
        }
        Map<SessionKey, List<NavigableMap<Long, ChunkFolder>>> lines = new TreeMap<>();
        for (List<ChunkFolder> folder : byFolder.values()) {
            Map<SessionKey, List<NavigableMap<Long, ChunkFolder>>> ofFolder = new LinkedHashMap<>();
            keys(folder).forEach((chunk, key) -> add(ofFolder, key, new TreeMap<>(Map.of(chunk.id(), chunk))));
            ofFolder.forEach((key, parts) -> parts.forEach(part -> add(lines, key, part)));
        }
        var found = new ArrayList<SessionLine>();
        lines.forEach((key, parts) -> parts.forEach(
                chunks -> found.add(
                        new SessionLine(key, parent(chunks.firstEntry().getValue()), List.copyOf(chunks.values())))));
        return List.copyOf(found);
    }

    private static Path parent(ChunkFolder chunk) {
        Path path = chunk.path().toAbsolutePath().normalize();
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    /** The session of each chunk of one folder. A chunk without a trace belongs to that of the nearest one before it. */
    private static Map<ChunkFolder, SessionKey> keys(List<ChunkFolder> chunks) throws IOException {
        var inOrder = new ArrayList<>(chunks);
        inOrder.sort(Comparator.comparingLong(ChunkFolder::id));
        Map<ChunkFolder, SessionKey> told = new HashMap<>();
        for (ChunkFolder chunk : inOrder) {
            SessionKeys.told(chunk).ifPresent(key -> told.put(chunk, key));
        }
        Optional<SessionKey> nearest = inOrder.stream().filter(told::containsKey).findFirst().map(told::get);
        Map<ChunkFolder, SessionKey> keys = new LinkedHashMap<>();
        for (ChunkFolder chunk : inOrder) {
            SessionKey guess = SessionKeys.guessed(chunk);
            boolean isArchived = ChunkName.parse(chunk.name()).isPresent();
            SessionKey key = told.getOrDefault(chunk, isArchived ? nearest.orElse(guess) : guess);
            nearest = told.containsKey(chunk) ? Optional.of(key) : nearest;
            keys.put(chunk, key);
        }
        return keys;
    }

    /** Adds chunks to the first line of the session that has none of their ids. */
    private static void add(Map<SessionKey, List<NavigableMap<Long, ChunkFolder>>> lines, SessionKey key,
            NavigableMap<Long, ChunkFolder> chunks) {
        List<NavigableMap<Long, ChunkFolder>> parts = lines.computeIfAbsent(key, _ -> new ArrayList<>());
        for (NavigableMap<Long, ChunkFolder> part : parts) {
            if (Collections.disjoint(part.keySet(), chunks.keySet())) {
                part.putAll(chunks);
                return;
            }
        }
        parts.add(chunks);
    }
}
