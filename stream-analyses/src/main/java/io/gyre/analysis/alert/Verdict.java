package io.gyre.analysis.alert;

import io.gyre.chunk.SessionKey;
import java.util.Locale;

/**
 * What a judge says: a rule has begun to be broken, or is kept again. It goes out as an alert.
 *
 * @param rule its name
 * @param clock of {@code atNs}
 * @param line of a rule on hosts, one with neither session nor creation time
 * @param number of the rule's changes for this line, from 1; 0 before a judge has counted it
 * @param atNs the end of the answer that changed it, or the time at which an answer was missed
 * @param value that changed it, for people; empty when there was none
 * @param text the rule as it is written
 */
public record Verdict(String rule, Kind kind, Cause cause, Clock clock, SessionKey line, long number, long atNs,
        String value, String text) {

    /** What has become of the rule. */
    public enum Kind {
        RAISED, CLEARED
    }

    /** Why. */
    public enum Cause {
        /** A figure of an answer. */
        FIGURE,
        /** Nothing has come for as long as the rule says. */
        SILENCE,
        /** Something has come again. */
        HEARD,
        /** The line has ended: what was raised is cleared, whatever the figure was. */
        ENDED,
        /** The rule is not in the file any more, or is another one: what was raised is cleared. */
        WITHDRAWN
    }

    /** Whose time it is. */
    public enum Clock {
        /** That of the events. */
        TRACE,
        /** That of the machine that analyses. */
        WALL
    }

    static Verdict raised(AlertRule rule, Cause cause, SessionKey line, long atNs, String value) {
        return new Verdict(rule.name(), Kind.RAISED, cause, Clock.TRACE, line, 0, atNs, value, rule.text());
    }

    static Verdict cleared(AlertRule rule, Cause cause, SessionKey line, long atNs, String value) {
        return new Verdict(rule.name(), Kind.CLEARED, cause, Clock.TRACE, line, 0, atNs, value, rule.text());
    }

    Verdict numbered(long newNumber) {
        return new Verdict(rule, kind, cause, clock, line, newNumber, atNs, value, text);
    }

    /** {@return the same, noticed now by the machine that analyses} */
    Verdict noticed(long nowNs) {
        return new Verdict(rule, kind, cause, Clock.WALL, line, number, nowNs, value, text);
    }

    @Override
    public String toString() {
        return rule + " " + kind.name().toLowerCase(Locale.ROOT) + " for " + line
                + (value.isEmpty() ? "" : " at " + value) + why() + " (" + text + ")";
    }

    private String why() {
        return switch (cause) {
            case FIGURE, SILENCE, HEARD -> "";
            case ENDED -> ", whose session has ended";
            case WITHDRAWN -> ", the rule being withdrawn";
        };
    }
}
