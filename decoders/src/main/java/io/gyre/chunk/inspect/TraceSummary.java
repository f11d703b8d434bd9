package io.gyre.chunk.inspect;

import io.gyre.ctf.model.TraceClass;
import java.util.List;

/**
 * One CTF trace of a session line, over all chunks.
 *
 * @param path its folder below each chunk; empty when that is the chunk itself
 * @param traceClass of the last chunk, whose metadata has grown
 */
public record TraceSummary(String path, TraceClass traceClass, List<StreamSummary> streams) {
    public TraceSummary {
        streams = List.copyOf(streams);
    }
}
