package io.gyre.analysis.check;

import io.gyre.ctf.bind.OnEvent;

/** Watches the times of all events that a fold may be handed. */
public final class Clock {
    private final String analysis;
    private long lastNs = Long.MIN_VALUE;

    Clock(String analysis) {
        this.analysis = analysis;
    }

    @OnEvent("*")
    public void event(long timestampNs) {
        if (timestampNs < lastNs) {
            throw new ContractViolation(analysis, Law.TIME_ORDER, lastNs,
                    "the next event is " + (lastNs - timestampNs) + " ns earlier");
        }
        lastNs = timestampNs;
    }

    long lastNs() {
        return lastNs;
    }
}
