package io.gyre.analysis.user.heap;

/**
 * A free of a block that was allocated in the stretch before, if at all.
 *
 * @param before what happened between the free before it, or the beginning, and this one
 */
record OpenFree(Step before, long address) {}
