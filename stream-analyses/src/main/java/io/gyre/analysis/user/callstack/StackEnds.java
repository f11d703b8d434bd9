package io.gyre.analysis.user.callstack;

import java.util.List;

/**
 * The open ends of a thread's stack in a stretch of time.
 *
 * @param exits of what was open before, in the order of time
 * @param tailNs how long calls took, made after the last of these exits by what is then uppermost of the frames from before
 * @param open frames that stay, the lowest first
 */
record StackEnds(List<Exit> exits, long tailNs, List<Frame> open) {

    /** A thread of which the stretch has nothing. */
    static final StackEnds UNTOUCHED = new StackEnds(List.of(), 0, List.of());

    StackEnds {
        exits = List.copyOf(exits);
        open = List.copyOf(open);
    }

    boolean isUntouched() {
        return exits.isEmpty() && tailNs == 0 && open.isEmpty();
    }
}
