package io.gyre.publisher;

import java.util.List;

/** What became of everything that {@link Publisher#publishOnce} found. */
public record PublishSummary(List<ChunkOutcome> chunks, List<LineOutcome> lines) {
    public PublishSummary {
        chunks = List.copyOf(chunks);
        lines = List.copyOf(lines);
    }

    public List<ChunkOutcome.Published> published() {
        return chunks.stream().filter(ChunkOutcome.Published.class::isInstance)
                .map(ChunkOutcome.Published.class::cast).toList();
    }

    public List<ChunkOutcome.Failed> failed() {
        return chunks.stream().filter(ChunkOutcome.Failed.class::isInstance).map(ChunkOutcome.Failed.class::cast)
                .toList();
    }

    /** {@return whether everything that was found is on Kafka} */
    public boolean complete() {
        return failed().isEmpty() && lines.stream().noneMatch(LineOutcome.Failed.class::isInstance);
    }
}
