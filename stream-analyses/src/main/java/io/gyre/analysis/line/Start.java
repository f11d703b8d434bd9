package io.gyre.analysis.line;

/** What comes right before a window in its line. */
public enum Start {
    /** Nothing: the line begins. */
    FIRST,
    /** The window of the chunk before. */
    FOLLOWS,
    /** One or more chunks that are missing, or a window that could not be read: the state is unknown, and it counts as a gap. */
    GAP
}
