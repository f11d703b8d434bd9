package io.gyre.sinks.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.gyre.sinks.SinkException;
import io.gyre.wire.Topics;

/** A file sink in a process of its own, which ends in the middle of whatever it does. */
final class SinkProcess {
    static final int HALTED = 137;

    private SinkProcess() {}

    /** Arguments: bootstrap servers, topic, folder, milliseconds until the end. */
    public static void main(String[] arguments) throws SinkException {
        FileSinkConfig config = FileSinkConfig
                .of(Map.of("bootstrap.servers", arguments[0]), Topics.DEFAULT, Path.of(arguments[2]))
                .withSources(List.of(Source.results(arguments[1])))
                .withRolling(new Rolling(1 << 20, 40, Duration.ofMillis(20)));
        long millis = Long.parseLong(arguments[3]);
        try (FileSink sink = FileSink.open(config, FileSinkListener.NONE)) {
            Thread.ofPlatform().daemon().start(() -> {
                sleep(millis);
                Runtime.getRuntime().halt(HALTED);
            });
            sink.run();
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
