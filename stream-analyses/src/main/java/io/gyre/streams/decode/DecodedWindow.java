package io.gyre.streams.decode;

import io.gyre.analysis.line.WindowPartials;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a work item.
 *
 * @param partials null when the window could not be read at all
 * @param findings what was bad; a window may have some and still be readable
 */
public record DecodedWindow(@Nullable WindowPartials partials, List<Finding> findings) {
    public DecodedWindow {
        findings = List.copyOf(findings);
    }
}
