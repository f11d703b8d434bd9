package io.gyre.analysis.alert;

import io.gyre.chunk.SessionKey;
import java.util.Locale;

/**
 * A rule has begun to be broken, or is kept again.
 *
 * @param rule its name
 * @param atNs the end of the answer that changed it, or the time at which an answer was missed
 * @param value that changed it, for people; empty when there was none
 * @param text the rule as it is written
 */
public record Alert(String rule, Kind kind, SessionKey line, long atNs, String value, String text) {

    /** What has become of the rule. */
    public enum Kind {
        RAISED, CLEARED
    }

    @Override
    public String toString() {
        return rule + " " + kind.name().toLowerCase(Locale.ROOT) + " for " + line
                + (value.isEmpty() ? "" : " at " + value) + " (" + text + ")";
    }
}
