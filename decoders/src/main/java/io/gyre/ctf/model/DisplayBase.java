package io.gyre.ctf.model;

/** The base in which people prefer to see an integer. */
public enum DisplayBase {
    BINARY(2), OCTAL(8), DECIMAL(10), HEXADECIMAL(16);

    private final int radix;

    DisplayBase(int radix) {
        this.radix = radix;
    }

    public int radix() {
        return radix;
    }
}
