package io.gyre.sinks.restore;

import java.util.Set;

import io.gyre.wire.LineId;

/**
 * Which chunks are meant. An empty set stands for all.
 *
 * @param hosts by name
 * @param sessions by name
 * @param chunkIds LTTng's numbers of chunks
 */
public record ChunkSelection(Set<String> hosts, Set<String> sessions, Set<Long> chunkIds) {

    public static final ChunkSelection ALL = new ChunkSelection(Set.of(), Set.of(), Set.of());

    public ChunkSelection {
        hosts = Set.copyOf(hosts);
        sessions = Set.copyOf(sessions);
        chunkIds = Set.copyOf(chunkIds);
    }

    boolean includes(LineId line) {
        return (hosts.isEmpty() || hosts.contains(line.host()))
                && (sessions.isEmpty() || sessions.contains(line.session()));
    }

    boolean includes(LineId line, long chunkId) {
        return includes(line) && (chunkIds.isEmpty() || chunkIds.contains(chunkId));
    }
}
