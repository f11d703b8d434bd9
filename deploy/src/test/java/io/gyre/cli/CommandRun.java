package io.gyre.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What one command printed and returned, run in this process. */
record CommandRun(int exitCode, byte[] printed, String err) {
    static CommandRun of(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Main.run(Console.of(out, err), arguments);
        return new CommandRun(exitCode, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    }

    String out() {
        return new String(printed, StandardCharsets.UTF_8);
    }
}
