package io.gyre.chunk;

import java.nio.file.Path;
import java.util.List;

/**
 * The chunks of one recording session on one host.
 *
 * @param archives the folder that holds the chunks' folders
 * @param chunks in ascending order of id; ids may skip
 */
public record SessionLine(SessionKey key, Path archives, List<ChunkFolder> chunks) {
    public SessionLine {
        chunks = List.copyOf(chunks);
    }
}
