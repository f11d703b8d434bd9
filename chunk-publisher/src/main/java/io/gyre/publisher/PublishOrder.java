package io.gyre.publisher;

/** In which order a line's chunks are published. Each gives the same windows. */
public enum PublishOrder {
    /** The order in which they were recorded. */
    OLDEST,
    /** What happened last is seen first; the backlog follows. */
    NEWEST,
    /** Any order, for tests. */
    SHUFFLED
}
