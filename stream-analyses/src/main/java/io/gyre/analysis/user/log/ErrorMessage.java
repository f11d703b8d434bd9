package io.gyre.analysis.user.log;

/**
 * An error that was logged.
 *
 * @param message its first {@value #LONGEST} characters
 * @param vtid 0 where no context tells it
 */
record ErrorMessage(long timestampNs, Source source, int vtid, String message) {
    static final int LONGEST = 300;
}
