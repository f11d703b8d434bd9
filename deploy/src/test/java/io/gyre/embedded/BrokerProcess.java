package io.gyre.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A broker in a process of its own, to be killed, or to be kept out of what is measured: prints where it listens and then waits. */
public final class BrokerProcess implements AutoCloseable {
    private final Process process;
    private final String server;

    private BrokerProcess(Process process) throws IOException {
        this.process = process;
        this.server = String.valueOf(process.inputReader().readLine());
    }

    /**
     * Starts one, and returns when it listens.
     *
     * @param before a command that takes a command, such as nice; may be empty
     */
    public static BrokerProcess start(List<String> before, Path data, int port) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), "-Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC", BrokerProcess.class.getName(),
                data.toString(), Integer.toString(port)));
        return new BrokerProcess(new ProcessBuilder(command).redirectError(Redirect.DISCARD).start());
    }

    public String bootstrapServers() {
        return server;
    }

    /** Sends SIGKILL, and waits for the end. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws Exception {
        int port = arguments.length > 1 ? Integer.parseInt(arguments[1]) : EmbeddedBroker.FREE_PORT;
        long begin = System.nanoTime();
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), port);
        System.out.println(broker.bootstrapServers());
        System.err.println("broker process: ready after " + (System.nanoTime() - begin) / 1_000_000 + " ms");
        Thread.currentThread().join();
    }
}
