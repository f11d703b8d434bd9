package io.gyre.publisher.retain;

/** What is to become of one thing, and why. */
public record Verdict(Holding holding, Fate fate, String reason) {

    /** What is to become of it. */
    public enum Fate {
        /** It stays. */
        KEEP,
        /** It is safe elsewhere and the policy is met. */
        DELETE,
        /** It is nowhere else, and the shedding policy is met. */
        SHED
    }

    public boolean goes() {
        return fate != Fate.KEEP;
    }
}
