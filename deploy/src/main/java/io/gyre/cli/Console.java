package io.gyre.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * stdout and stderr of a command: results on the one, problems and progress on the other. Progress is one line, written over as
 * work goes on and wiped before anything else is printed; there is none when stderr is no terminal. Safe for use by several
 * threads.
 */
final class Console {
    private static final long EVERY_NS = 100_000_000;
    private static final String WIPE = "\r\033[K";

    /** Loaded by commands that print JSON only. */
    private static final class Json {
        private static final ObjectWriter PRETTY = new JsonMapper().writerWithDefaultPrettyPrinter()
                .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    private final OutputStream bytes;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final boolean stdoutIsTerminal;
    private long shownNs = System.nanoTime() - EVERY_NS;
    private boolean visible;
    private Logging.Style style = Logging.Style.PLAIN;

    private Console(OutputStream out, OutputStream err, boolean terminal, boolean stdoutIsTerminal) {
        this.bytes = BrokenPipe.watch(out);
        this.out = new PrintStream(new BufferedOutputStream(out), true, StandardCharsets.UTF_8);
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
        this.terminal = terminal;
        this.stdoutIsTerminal = stdoutIsTerminal;
    }

    /** {@return the process's own; the launcher tells whether stdout and stderr are terminals} */
    static Console ofProcess() {
        return new Console(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err),
                "terminal".equals(System.getProperty("gyre.progress")),
                "terminal".equals(System.getProperty("gyre.stdout")));
    }

    /** {@return one that writes to these, without progress} */
    static Console of(OutputStream out, OutputStream err) {
        return new Console(out, err, false, false);
    }

    /** Prints a result. */
    synchronized void print(String line) {
        wipe();
        out.println(line);
    }

    /** Prints a result for programs, which may be longer than a string should be. */
    synchronized void print(JsonNode result) {
        wipe();
        try {
            Json.PRETTY.writeValue(out, result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println();
    }

    /** Says on stderr what went wrong and what to do. */
    synchronized void problem(String message) {
        wipe();
        err.println(style == Logging.Style.JSON ? json("warn", message) : "gyre: " + message);
    }

    /** Says on stderr what is going on, for good. */
    synchronized void note(String message) {
        wipe();
        err.println(style == Logging.Style.JSON ? json("info", message) : message);
    }

    /** Says in the same way as the log from now on what goes to stderr. */
    synchronized void logAs(Logging.Style newStyle) {
        style = newStyle;
    }

    private static String json(String level, String message) {
        return LogJson.object(Instant.now(), level, "gyre", message).toString();
    }

    /** Says what is being done, until something else is said; call it as often as you like. */
    synchronized void progress(String doing) {
        long now = System.nanoTime();
        if (terminal && now - shownNs >= EVERY_NS) {
            err.print(WIPE + doing + " …");
            err.flush();
            shownNs = now;
            visible = true;
        }
    }

    /** {@return stdout unbuffered, for those who write bytes; fails with {@link BrokenPipe} when nobody reads them} */
    OutputStream bytes() {
        return bytes;
    }

    /** {@return whether people look at stdout} */
    boolean isTerminal() {
        return stdoutIsTerminal;
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    synchronized void wipe() {
        if (visible) {
            err.print(WIPE);
            err.flush();
            visible = false;
        }
    }
}
