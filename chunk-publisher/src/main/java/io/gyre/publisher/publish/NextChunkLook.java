package io.gyre.publisher.publish;

import io.gyre.chunk.ChunkFolder;
import io.gyre.chunk.Windows;

import io.gyre.publisher.find.ArchiveScan;
import io.gyre.publisher.find.ChunkCatalog;
import io.gyre.publisher.find.FinishedChunk;
import io.gyre.publisher.find.LineOnDisk;
import io.gyre.publisher.find.SessionFolder;
import io.gyre.publisher.window.BoundaryRule;
import io.gyre.wire.LineId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The boundary after a chunk by a read-only look at it and at the one that follows: a finished one, or the one that LTTng is writing. What cannot
 * be read tells nothing, which only makes the boundary earlier.
 */
final class NextChunkLook implements BoundaryRule {
    private static final Logger LOG = LoggerFactory.getLogger(NextChunkLook.class);
    /** A rotation may finish during the look; it is repeated then. */
    private static final int MAX_LOOKS = 4;

    private final LineOnDisk line;

    NextChunkLook(LineOnDisk line) {
        this.line = line;
    }

    @Override
    public OptionalLong upTo(long chunkId) {
        Path folder = line.chunks().get(chunkId);
        Optional<ChunkFolder> here = folder == null ? Optional.empty() : ChunkCatalog.look(folder);
        if (here.isEmpty()) {
            return OptionalLong.empty();
        }
        Path next = after(chunkId);
        for (int i = 0; i < MAX_LOOKS; i++) {
            ChunkFolder seen = next == null ? null : ChunkCatalog.look(next).orElse(null);
            OptionalLong upTo = upTo(here.get(), seen);
            Path still = after(chunkId);
            if (Objects.equals(still, next)) {
                return upTo;
            }
            next = still;
        }
        return upTo(here.get(), null);
    }

    private static OptionalLong upTo(ChunkFolder here, @Nullable ChunkFolder next) {
        try {
            OptionalLong upTo = Windows.upTo(here, next);
            // Where every stream has ended with its process and none has begun, the ends tell; or else a session of short-lived programs
            // would carry chunk after chunk along.
            return upTo.isPresent() || next == null ? upTo : Windows.upTo(here, null);
        } catch (IOException e) {
            LOG.info("the boundary after {} is taken without a look at {}: {}", here.path(),
                    next == null ? "its packets" : next.path(), e.toString());
            return next == null ? OptionalLong.empty() : upTo(here, null);
        }
    }

    private @Nullable Path after(long chunkId) {
        Long onDisk = line.chunks().higherKey(chunkId);
        if (onDisk != null && onDisk == chunkId + 1) {
            return line.chunks().get(onDisk);
        }
        for (FinishedChunk chunk : ArchiveScan.in(line.archives())) {
            if (chunk.id() > chunkId && isOfLine(chunk.path())) {
                return chunk.path();
            }
        }
        if (onDisk != null) {
            return line.chunks().get(onDisk);
        }
        return SessionFolder.around(line.archives()).after(chunkId).filter(this::isOfLine).orElse(null);
    }

    private boolean isOfLine(Path chunk) {
        Optional<LineId> named = ChunkCatalog.lineNamedBy(chunk);
        return named.isEmpty() || named.get().equals(line.line());
    }
}
