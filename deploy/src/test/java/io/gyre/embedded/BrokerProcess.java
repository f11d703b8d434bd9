package io.gyre.embedded;

import java.nio.file.Path;

/** A broker in a process of its own, to be killed: prints where it listens and then waits. */
final class BrokerProcess {
    private BrokerProcess() {}

    public static void main(String[] arguments) throws Exception {
        int port = arguments.length > 1 ? Integer.parseInt(arguments[1]) : EmbeddedBroker.FREE_PORT;
        long begin = System.nanoTime();
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), port);
        System.out.println(broker.bootstrapServers());
        System.err.println("broker process: ready after " + (System.nanoTime() - begin) / 1_000_000 + " ms");
        Thread.currentThread().join();
    }
}
