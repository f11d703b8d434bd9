package io.gyre.chunk;

import java.nio.file.Path;
import java.util.List;

/**
 * One CTF trace of a chunk.
 *
 * @param relativePath below the chunk's folder, with {@code /}, such as {@code ust/uid/0/64-bit}; empty for the folder itself
 * @param dataFiles data stream files in name order; {@code metadata}, {@code index/} and dot files are not among them
 */
public record TraceFolder(Path path, String relativePath, List<Path> dataFiles) {
    public TraceFolder {
        dataFiles = List.copyOf(dataFiles);
    }

    public Path metadata() {
        return path.resolve("metadata");
    }
}
