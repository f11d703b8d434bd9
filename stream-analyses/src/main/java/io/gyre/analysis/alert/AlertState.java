package io.gyre.analysis.alert;

/**
 * What a rule must know of one session line.
 *
 * @param streak how many answers in a row have spoken for a change
 * @param seenNs the end of the last answer that was there, for rules of absence; {@link #NEVER} before the first
 */
public record AlertState(boolean raised, int streak, long seenNs) {
    public static final long NEVER = Long.MIN_VALUE;
    public static final AlertState CALM = new AlertState(false, 0, NEVER);
}
