package io.gyre.cli;

import java.io.PrintStream;

/**
 * The one line on stderr that says what is being done, for people who watch: written over as work goes on, wiped before anything
 * else is printed. Nothing at all when stderr is no terminal.
 */
final class Progress implements AutoCloseable {
    private static final long EVERY_NS = 100_000_000;
    private static final String WIPE = "\r\033[K";

    private final PrintStream err;
    private final boolean terminal;
    private long shownNs = System.nanoTime() - EVERY_NS;
    private boolean visible;

    private Progress(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** {@return the process's own; the launcher knows whether stderr is a terminal} */
    static Progress ofProcess() {
        return new Progress(System.err, "terminal".equals(System.getProperty("gyre.progress")));
    }

    /** Says what is being done; at most ten times a second, so call it as often as you like. */
    synchronized void show(String doing) {
        long now = System.nanoTime();
        if (terminal && now - shownNs >= EVERY_NS) {
            err.print(WIPE + doing + " …");
            err.flush();
            shownNs = now;
            visible = true;
        }
    }

    /** Prints a line that stays. */
    synchronized void print(PrintStream stream, String line) {
        wipe();
        stream.println(line);
    }

    @Override
    public synchronized void close() {
        wipe();
    }

    private void wipe() {
        if (visible) {
            err.print(WIPE);
            err.flush();
            visible = false;
        }
    }
}
