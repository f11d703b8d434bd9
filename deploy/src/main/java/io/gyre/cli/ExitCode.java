package io.gyre.cli;

/** What the process returns. Scripts rely on these. */
final class ExitCode {
    /** Done. */
    static final int OK = 0;
    /** Failed; the line on stderr says why and what to do. */
    static final int FAILURE = 1;
    /** The command line was wrong. */
    static final int USAGE = 2;
    /** Done, but something was left out: unreadable or quarantined, and named on stderr. */
    static final int PARTLY = 3;
    /** Ctrl-C or SIGTERM ended it before it was done. */
    static final int INTERRUPTED = 130;
    /** The reader of stdout went away ({@code | head}), as a shell reports SIGPIPE. */
    static final int BROKEN_PIPE = 141;

    private ExitCode() {}
}
