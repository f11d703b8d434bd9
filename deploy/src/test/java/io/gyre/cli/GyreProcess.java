package io.gyre.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The command line in a process of its own, as for commands that run until they are told to stop. */
final class GyreProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    private GyreProcess(Process process) {
        this.process = process;
        this.out = process.inputReader();
    }

    /** Starts it; stderr goes with stdout. */
    static GyreProcess start(String... arguments) throws IOException {
        return startIn(List.of(), arguments);
    }

    /** Starts it for so short a life that the better one of the two compilers costs more than it gives. */
    static GyreProcess startBriefly(String... arguments) throws IOException {
        return start(List.of(), List.of("-XX:TieredStopAtLevel=1"), arguments);
    }

    /** Starts it by a command that takes a command, such as nsenter. */
    static GyreProcess startIn(List<String> enter, String... arguments) throws IOException {
        return start(enter, List.of(), arguments);
    }

    private static GyreProcess start(List<String> enter, List<String> jvm, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(enter);
        command.addAll(command(jvm, arguments));
        return new GyreProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** {@return the command line, with more options for the JVM} */
    static List<String> command(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Reads until a line is as wanted, and {@return all lines up to it}. */
    List<String> linesUntil(Predicate<String> wanted) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            if (wanted.test(line)) {
                return lines;
            }
        }
        throw new AssertionError("ended before it printed what was waited for:\n" + String.join("\n", lines));
    }

    /** Sends a signal such as STOP. */
    void signal(String name) throws IOException, InterruptedException {
        Tool.run(List.of("kill", "-" + name, Long.toString(process.pid())));
    }

    /** Sends SIGTERM, and {@return the exit code}. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("still runs a minute after SIGTERM");
        }
        return process.exitValue();
    }

    /** Sends SIGKILL, and waits for the end. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Lets it print what it likes without anybody reading it. */
    GyreProcess unread() {
        Thread.ofVirtual().start(() -> {
            try {
                process.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // It ended.
            }
        });
        return this;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
