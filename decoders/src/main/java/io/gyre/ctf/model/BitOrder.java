package io.gyre.ctf.model;

/** In which order the bits of a byte are filled (CTF 2 "bit-order"). */
public enum BitOrder {
    /** From the least significant bit; the natural order of little-endian fields. */
    FIRST_TO_LAST,
    /** From the most significant bit; the natural order of big-endian fields. */
    LAST_TO_FIRST
}
