package io.gyre.publisher.retain;

/** A policy's text says nothing that can be done. The message shows the text, and below it where. */
public final class PolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int column;

    PolicyException(String text, int at, String problem) {
        super("column " + (at + 1) + ": " + problem + "\n  " + text + "\n  " + " ".repeat(at) + "^");
        this.column = at + 1;
    }

    /** {@return the stable code} */
    public String code() {
        return "retention-policy";
    }

    /** {@return where, from 1} */
    public int column() {
        return column;
    }
}
