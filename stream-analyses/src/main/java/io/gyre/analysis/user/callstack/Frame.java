package io.gyre.analysis.user.callstack;

/**
 * A call that has not ended.
 *
 * @param childNs how long calls that it made took, those that have ended
 */
record Frame(long address, long beginNs, long childNs) {
    Frame plusChild(long ns) {
        return new Frame(address, beginNs, childNs + ns);
    }
}
