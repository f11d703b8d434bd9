package io.gyre.sinks.restore;

import java.util.List;

/**
 * What a restore has done.
 *
 * @param restored chunks
 * @param skipped chunks that were in their places already
 * @param bytes of the restored chunks' files
 * @param failures those chunks that are in their places not even by another manifest of theirs
 */
public record RestoreSummary(long restored, long skipped, long bytes, List<RestoreFailure> failures) {
    public RestoreSummary {
        failures = List.copyOf(failures);
    }
}
