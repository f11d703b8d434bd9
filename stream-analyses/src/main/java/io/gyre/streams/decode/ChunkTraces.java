package io.gyre.streams.decode;

import io.gyre.chunk.TraceClasses;
import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.TraceClass;
import io.gyre.wire.seal.OpenSegment;
import io.gyre.wire.seal.Piece;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads the metadata of a chunk's traces from its segment 0. */
final class ChunkTraces {
    private static final String METADATA = "metadata";

    private ChunkTraces() {}

    /**
     * {@return the trace classes by the path of their trace, those that can be read}
     *
     * @param bad is told of the others
     */
    static Map<String, TraceClass> read(OpenSegment segment, Consumer<MetadataException> bad) {
        var files = new TreeMap<String, List<Piece.FilePart>>();
        for (Piece piece : segment.pieces()) {
            if (piece instanceof Piece.FilePart part && nameOf(part.path()).equals(METADATA)) {
                files.computeIfAbsent(part.path(), any -> new ArrayList<>()).add(part);
            }
        }
        var traces = new TreeMap<String, TraceClass>();
        files.forEach((path, parts) -> {
            try {
                traces.put(folderOf(path), TraceClasses.of(join(parts), path));
            } catch (MetadataException e) {
                bad.accept(e);
            }
        });
        return traces;
    }

    private static byte[] join(List<Piece.FilePart> parts) {
        parts.sort(Comparator.comparingLong(Piece.FilePart::fileOffset));
        var bytes = new ByteArrayOutputStream();
        parts.forEach(part -> bytes.write(part.buffer(), part.offset(), part.length()));
        return bytes.toByteArray();
    }

    static String folderOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
