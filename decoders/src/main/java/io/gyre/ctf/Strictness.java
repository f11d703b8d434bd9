package io.gyre.ctf;

/** Whether damage ends the reading of a trace. Either way all of it is told, with its place. */
public enum Strictness {
    /** Damage costs what is damaged: the rest of a packet, or a trace whose metadata cannot be understood. */
    LENIENT,
    /** Nothing is read after the first damage. */
    STRICT
}
