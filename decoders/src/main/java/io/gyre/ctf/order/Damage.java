package io.gyre.ctf.order;

import io.gyre.ctf.CtfException;
import io.gyre.ctf.read.StreamInfo;

/** What to do when a stream is damaged; reading goes on at its next packet when the method returns. */
@FunctionalInterface
public interface Damage {
    void found(StreamInfo stream, CtfException damage) throws CtfException;

    /** Gives up at the first damage. */
    Damage STRICT = (stream, damage) -> {
        throw damage;
    };
}
