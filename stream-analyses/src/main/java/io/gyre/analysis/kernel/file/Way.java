package io.gyre.analysis.kernel.file;

/** What a call does with the file of a descriptor. */
public enum Way {
    READ, WRITE, SYNC
}
