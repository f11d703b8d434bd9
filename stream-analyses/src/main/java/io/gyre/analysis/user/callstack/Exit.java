package io.gyre.analysis.user.callstack;

/**
 * The end of a call that began before the stretch of time.
 *
 * @param address of the function; 0 where the event does not tell
 * @param childNs how long calls took in this stretch that it made and that began in it, too
 */
record Exit(long address, long ns, long childNs) {}
