package io.gyre.ctf.tsdl.syntax;

/** What becomes of types that are written again in the same words. */
public enum Repetitions {
    /** They are the first one, with its offsets: faster, and right as long as there is no error to tell. */
    READ_ONCE,
    /** Each has offsets of its own. */
    READ_AGAIN
}
