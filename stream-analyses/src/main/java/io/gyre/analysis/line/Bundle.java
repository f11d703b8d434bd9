package io.gyre.analysis.line;

import java.util.List;

/**
 * The partials of all analyses of one {@link AnalysisSet} for the same stretch of a session line.
 *
 * @param partials in the order of the set's analyses
 */
public record Bundle(Losses losses, List<Object> partials) {
    public Bundle {
        partials = List.copyOf(partials);
    }
}
