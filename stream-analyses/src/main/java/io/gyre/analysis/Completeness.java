package io.gyre.analysis;

/**
 * What is known to be missing from, or out of place in, an answer.
 *
 * @param lateEvents events that arrived after their window was done and were counted in a later one
 * @param gaps runs of chunk ids that are missing, and windows, segments and traces that could not be read
 * @param discardedEvents event records that the tracer discarded for want of buffer space
 * @param discardedPackets packets that the tracer overwrote before they were read
 */
public record Completeness(long lateEvents, long gaps, long discardedEvents, long discardedPackets) {
    public static final Completeness COMPLETE = new Completeness(0, 0, 0, 0);
}
