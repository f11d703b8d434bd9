package io.gyre.ctf.model;

/** Whether an integer is two's complement. */
public enum Signedness {
    UNSIGNED, SIGNED
}
