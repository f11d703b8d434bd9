package io.gyre.sinks.restore;

import java.util.List;

/**
 * What a verification has found.
 *
 * @param sound manifests
 * @param segments that were fetched for them
 * @param sealedBytes of these segments
 * @param failures one for each manifest that is not sound
 */
public record VerifySummary(long sound, long segments, long sealedBytes, List<RestoreFailure> failures) {
    public VerifySummary {
        failures = List.copyOf(failures);
    }
}
