package io.gyre.sinks.file;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.gyre.sinks.SinkException;
import io.gyre.wire.Topics;

/** A file sink in a process of its own, which ends in the middle of whatever it does. */
final class SinkProcess {
    static final int HALTED = 137;

    private SinkProcess() {}

    /** Arguments: bootstrap servers, topic, folder, number of the change in the folder that is its last. */
    public static void main(String[] arguments) throws SinkException, IOException {
        Path folder = Path.of(arguments[2]);
        FileSinkConfig config = FileSinkConfig
                .of(Map.of("bootstrap.servers", arguments[0]), Topics.DEFAULT, folder)
                .withSources(List.of(Source.results(arguments[1])))
                .withRolling(new Rolling(1 << 20, 40, Duration.ofMillis(20)));
        int last = Integer.parseInt(arguments[3]);
        try (WatchService changes = folder.getFileSystem().newWatchService()) {
            folder.register(changes, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
            Thread.ofPlatform().daemon().start(() -> haltAt(last, changes));
            try (FileSink sink = FileSink.open(config, FileSinkListener.NONE)) {
                sink.run();
            }
        }
    }

    private static void haltAt(int last, WatchService changes) {
        try {
            for (int seen = 0;;) {
                WatchKey key = changes.take();
                for (WatchEvent<?> change : key.pollEvents()) {
                    seen += String.valueOf(change.context()).startsWith(".") ? change.count() : 0;
                }
                if (seen >= last) {
                    Runtime.getRuntime().halt(HALTED);
                }
                key.reset();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
