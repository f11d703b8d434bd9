package io.gyre.chunk;

/**
 * The half-open time range (afterNs, upToNs] that a chunk answers for, in nanoseconds since the epoch.
 *
 * <p>The first chunk of a line begins at {@link Long#MIN_VALUE}; what is left when the line ends belongs to the last one, up to
 * {@link Long#MAX_VALUE}. An empty range ({@code afterNs == upToNs}) is legal.
 */
public record Window(long afterNs, long upToNs) {
    public Window {
        if (upToNs < afterNs) {
            throw new IllegalArgumentException("window ends at " + upToNs + " before it begins, at " + afterNs);
        }
    }

    public boolean contains(long timestampNs) {
        return timestampNs > afterNs && timestampNs <= upToNs;
    }
}
