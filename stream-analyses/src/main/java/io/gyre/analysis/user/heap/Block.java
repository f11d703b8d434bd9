package io.gyre.analysis.user.heap;

/**
 * A block of memory that is not freed.
 *
 * @param bytes that were asked for
 * @param site the instruction after the call that asked for it; 0 when not recorded
 */
record Block(long bytes, long site) {}
