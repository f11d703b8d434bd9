package io.gyre.publisher.find;

import java.nio.file.Path;

/**
 * The folder of a chunk that LTTng has finished; nobody has looked inside yet.
 *
 * @param archives the folder around it, which holds its neighbours too
 * @param id from its name
 */
public record FinishedChunk(Path archives, Path path, long id) {}
