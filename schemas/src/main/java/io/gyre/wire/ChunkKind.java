package io.gyre.wire;

/** What a manifest, and all that follows from it, stands for. */
public enum ChunkKind {
    /** A chunk of trace data. */
    CHUNK,
    /** The end of a line, learnt after its last chunk was published: carried segments alone. */
    CLOSING
}
