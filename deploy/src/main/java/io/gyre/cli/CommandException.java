package io.gyre.cli;

import org.jspecify.annotations.Nullable;

/** A command cannot go on. */
final class CommandException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String next;

    /**
     * @param message what is wrong, with the value
     * @param next what the user can do about it
     */
    CommandException(String message, String next) {
        this(message, next, null);
    }

    CommandException(String message, String next, @Nullable Throwable cause) {
        super(message, cause);
        this.next = next;
    }

    String next() {
        return next;
    }
}
