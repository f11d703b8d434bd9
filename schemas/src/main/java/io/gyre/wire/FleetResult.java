package io.gyre.wire;

/**
 * What all lines of a fleet did in a slice. Key: the slice; a later record of the same key replaces the ones before.
 *
 * @param revision from 1, one more with each record that replaces another
 * @param hosts that have taken part so far
 * @param lines that have taken part so far
 * @param incompleteLines those from which something is missing
 * @param completeness what is missing from all lines together
 * @param json the roll-up, rendered
 */
public record FleetResult(FleetSlice slice, long revision, long hosts, long lines, long incompleteLines,
        Completeness completeness, String json) {

    public FleetResult {
        if (revision < 1) {
            throw new IllegalArgumentException("revisions begin with 1, not " + revision);
        }
    }
}
