package io.gyre.chunk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
            Map<SessionKey, List<NavigableMap<Long, ChunkFolder>>> ofFolder = new TreeMap<>();
            for (Keyed keyed : keyed(folder)) {
                ChunkFolder chunk = keyed.chunk();
                add(ofFolder, keyed.key(), new TreeMap<>(Map.of(chunk.id(), chunk)));
            }
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

    /** A chunk and the session that it belongs to. */
    private record Keyed(ChunkFolder chunk, SessionKey key) {}

    /** The session of each chunk of one folder, by id. A chunk without a trace belongs to that of the nearest one before it. */
    private static List<Keyed> keyed(List<ChunkFolder> chunks) throws IOException {
        var inOrder = new ArrayList<>(chunks);
        inOrder.sort((a, b) -> Long.compare(a.id(), b.id()));
        List<Optional<SessionKey>> told = new ArrayList<>();
        for (ChunkFolder chunk : inOrder) {
            told.add(SessionKeys.told(chunk));
        }
        Optional<SessionKey> nearest = told.stream().flatMap(Optional::stream).findFirst();
        var keyed = new ArrayList<Keyed>();
        for (int i = 0; i < inOrder.size(); i++) {
            ChunkFolder chunk = inOrder.get(i);
            SessionKey guess = SessionKeys.guessed(chunk);
            boolean isArchived = ChunkName.parse(chunk.name()).isPresent();
            keyed.add(new Keyed(chunk, told.get(i).orElse(isArchived ? nearest.orElse(guess) : guess)));
            nearest = told.get(i).isPresent() ? told.get(i) : nearest;
        }
        return keyed;
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
