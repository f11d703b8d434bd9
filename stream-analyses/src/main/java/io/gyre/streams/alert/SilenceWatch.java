package io.gyre.streams.alert;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Looks, at each tick, at those of whom nothing has come for too long; and at the first tick at those of whom something was remembered when this
 * shard came here, since their rules may have changed. For one thread.
 *
 * @param <K> what is heard of
 */
public final class SilenceWatch<K> {
    public static final Duration TICK = Duration.ofSeconds(1);

    private final AwakeClock clock;
    private final Silence<K> silence;
    private final OptionalLong patienceNs;
    private final Look<K> look;
    private List<K> found;

    /** Judges one of whom nothing has come for so long. */
    @FunctionalInterface
    public interface Look<K> {
        void at(K of, long quietNs, long nowNs);
    }

    /**
     * Begins now.
     *
     * @param patienceNs how long the least patient rule waits; empty when none does
     * @param found of whom something is remembered
     */
    public SilenceWatch(OptionalLong patienceNs, List<K> found, long nowMs, Look<K> look) {
        this.clock = new AwakeClock(TICK, nowMs);
        this.silence = new Silence<>(clock);
        this.patienceNs = patienceNs;
        this.look = look;
        this.found = found;
        found.forEach(silence::heard);
    }

    /** {@return whether ticks are needed} */
    public boolean hasTime() {
        return patienceNs.isPresent() || !found.isEmpty();
    }

    /** Something of it has come, and more will. */
    public void heard(K of) {
        if (patienceNs.isPresent()) {
            silence.heard(of);
        }
    }

    /** Nothing more will come of it. */
    public void ended(K of) {
        silence.ended(of);
    }

    public void tick(long nowMs) {
        clock.tick(nowMs);
        List<K> changed = found;
        found = List.of();
        changed.forEach(of -> look(of, nowMs));
        patienceNs.ifPresent(ns -> silence.quietFor(ns).forEach(of -> look(of, nowMs)));
    }

    private void look(K of, long nowMs) {
        look.at(of, silence.quietNs(of), TimeUnit.MILLISECONDS.toNanos(nowMs));
    }
}
