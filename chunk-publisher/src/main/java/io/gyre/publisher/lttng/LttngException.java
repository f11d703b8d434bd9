package io.gyre.publisher.lttng;

/** The session daemon did not do what it was asked. */
public final class LttngException extends Exception {
    private static final long serialVersionUID = 1L;

    LttngException(String call, long result) {
        super(call + " returned " + result);
    }
}
