package io.gyre.streams.fleet;

import java.time.Duration;

/**
 * When roll-ups are written and forgotten, by the clock of whoever rolls up: recordings may be of any time, and hosts' clocks need not agree.
 *
 * @param settle how long a slice collects shares after the first new one, before its roll-up is written
 * @param keep how long shares are kept after the last one; later ones cannot be added any more
 * @param remember how long it is known after that that the slice was rolled up, so that what comes later is told, and not taken for a new slice
 */
public record FleetTiming(Duration settle, Duration keep, Duration remember) {

    private static final Duration MOST = Duration.ofDays(366);
    private static final Duration OFTENEST = Duration.ofMillis(50);
    private static final Duration SELDOMEST = Duration.ofSeconds(1);

    public static final FleetTiming DEFAULT = new FleetTiming(Duration.ofSeconds(5), Duration.ofHours(1),
            Duration.ofDays(7));

    public FleetTiming {
        if (settle.isNegative() || keep.compareTo(settle) <= 0 || remember.isNegative()) {
            throw new IllegalArgumentException(
                    "shares are kept longer (" + keep + ") than they are collected (" + settle
                            + "), and neither time is negative");
        }
        if (keep.compareTo(MOST) > 0 || remember.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("nothing is kept for more than a year: " + keep);
        }
    }

    /** {@return the same with other times} */
    public FleetTiming with(Duration newSettle, Duration newKeep) {
        return new FleetTiming(newSettle, newKeep, remember);
    }

    /** {@return how often to look for what is due} */
    public Duration look() {
        return settle.compareTo(SELDOMEST) > 0 ? SELDOMEST : settle.compareTo(OFTENEST) < 0 ? OFTENEST : settle;
    }
}
