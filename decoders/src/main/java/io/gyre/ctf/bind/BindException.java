package io.gyre.ctf.bind;

/** A handler asks for what a trace does not have, or in a way that cannot be: a mistake of the program, found before any event. */
public final class BindException extends RuntimeException {
    public BindException(String message) {
        super(message);
    }

    public BindException(String message, Throwable cause) {
        super(message, cause);
    }
}
