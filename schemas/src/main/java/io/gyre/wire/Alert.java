package io.gyre.wire;

import org.jspecify.annotations.Nullable;

/**
 * A rule has begun to be broken, or is kept again. Key: the line, so that all that is said of a line stays in order; in it, a rule's alerts are
 * raised and cleared in turns.
 *
 * @param rule its name
 * @param text the rule as it is written
 * @param line of a rule on hosts, one with neither session nor creation time
 * @param number of the rule's changes for this line, from 1 without a gap: odd ones raise
 * @param value the figure that changed it, for people; empty when there was none
 * @param chunkId whose window changed it; null when it was time that passed
 * @param atNs nanoseconds since the epoch: the end of the answer that changed it by the trace's clock, or when it was noticed by the
 *        analyser's; {@link Long#MAX_VALUE} for an answer about a whole line
 * @param clock which of the two
 */
public record Alert(String rule, String text, Change change, Cause cause, LineId line, long number, String value,
        @Nullable Long chunkId, long atNs, Clock clock) {

    /** What has become of the rule. */
    public enum Change {
        RAISED, CLEARED
    }

    /** Why. */
    public enum Cause {
        /** A figure of an answer. */
        FIGURE,
        /** Nothing has come for as long as the rule says. */
        SILENCE,
        /** Something has come again. */
        HEARD,
        /** The line has ended: what was raised is cleared, whatever the figure was. */
        ENDED,
        /** The rule is not in the file any more, or is another one: what was raised is cleared. */
        WITHDRAWN
    }

    /** Whose time it is. */
    public enum Clock {
        /** That of the events. */
        TRACE,
        /** That of the machine that analyses. */
        WALL
    }
}
