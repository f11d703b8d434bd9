package io.gyre.chunk;

import java.nio.file.Path;
import java.util.List;

/**
 * One trace chunk on disk, complete.
 *
 * @param path the chunk's folder
 * @param name the folder's name, {@code <begin>-<end>-<id>} for an archive
 * @param id the number at the end of an archive's name; 0 for a trace that was never rotated
 * @param traces every folder below that holds a {@code metadata} file, in path order; empty for a chunk without any trace
 */
public record ChunkFolder(Path path, String name, long id, List<TraceFolder> traces) {
    public ChunkFolder {
        traces = List.copyOf(traces);
    }
}
