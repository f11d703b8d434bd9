package io.gyre.analysis;

import java.util.List;

/**
 * Turns the events of one slice after another into partials. Its class has handler methods, as {@link io.gyre.ctf.bind}
 * describes them; public, as is the class, so that the compiled decoder may call them. Between two cuts the handlers are
 * called in the order of time, except for late events.
 *
 * <p>Handlers keep no reference to a {@code Text}, a packet or a buffer: those are reused after the call.
 */
public interface Fold<P> {

    /**
     * Ends the slice (afterNs, upToNs] and starts anew, knowing nothing: the partial is a function of the calls since the last
     * cut (or since the fold was made) alone, so that it does not matter who folded the slice before.
     *
     * @param afterNs before the slice's first event; {@link Long#MIN_VALUE} where the line begins
     * @param upToNs {@link Long#MAX_VALUE} where the line ends
     */
    P cut(long afterNs, long upToNs);

    /** {@return the objects whose handler methods are called for it, in this order}: the fold itself, but for one that wraps another. */
    default List<Object> handlers() {
        return List.of(this);
    }
}
