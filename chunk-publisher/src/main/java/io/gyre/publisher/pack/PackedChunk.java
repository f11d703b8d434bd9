package io.gyre.publisher.pack;

import io.gyre.wire.ContentDigest;
import io.gyre.wire.Manifest.DamageRef;
import io.gyre.wire.Manifest.FileRef;
import io.gyre.wire.Manifest.StreamRef;
import io.gyre.wire.Manifest.TraceRef;
import java.util.List;

/** What was in a chunk, known when all of it has been packed. */
public record PackedChunk(ContentDigest contentDigest, List<TraceRef> traces, List<FileRef> files,
        List<String> directories,
        List<StreamRef> streams, List<DamageRef> damages) {
    public PackedChunk {
        traces = List.copyOf(traces);
        files = List.copyOf(files);
        directories = List.copyOf(directories);
        streams = List.copyOf(streams);
        damages = List.copyOf(damages);
    }
}
