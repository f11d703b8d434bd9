package io.gyre.wire;

/**
 * What is known to be missing from, or out of place in, a result.
 *
 * @param lateEvents events that arrived after their window and were processed in this one
 * @param gaps chunks, segments or traces that should be there and are not
 * @param discardedEvents event records that the tracer discarded for want of buffer space
 * @param discardedPackets packets that the tracer overwrote or lost
 */
public record Completeness(long lateEvents, long gaps, long discardedEvents, long discardedPackets) {

    public static final Completeness COMPLETE = new Completeness(0, 0, 0, 0);

    public Completeness plus(Completeness other) {
        return new Completeness(lateEvents + other.lateEvents, gaps + other.gaps,
                discardedEvents + other.discardedEvents, discardedPackets + other.discardedPackets);
    }
}
