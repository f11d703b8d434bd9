package io.gyre.sinks.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.gyre.sinks.SampleResults;
import io.gyre.sinks.SinkException;
import io.gyre.wire.Topics;

/** A file sink on a small file system of its own, which fills up, and in a folder that later denies writing. */
final class DiskTroubleProcess {
    private final Path disk;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private DiskTroubleProcess(Path disk) {
        this.disk = disk;
    }

    /** Arguments: bootstrap servers, topic, mount point, format. Prints the codes of the errors and what the files hold at last. */
    public static void main(String[] arguments) throws Exception {
        Map<String, Object> client = Map.of("bootstrap.servers", arguments[0]);
        FileSinkConfig config = FileSinkConfig.of(client, Topics.DEFAULT, Path.of(arguments[2], "results"))
                .withSources(List.of(Source.results(arguments[1]))).withFormats(Set.of(Format.valueOf(arguments[3])))
                .withRetryEvery(Duration.ofMillis(50));
        new DiskTroubleProcess(Path.of(arguments[2])).run(config, client, arguments[1]);
    }

    private void run(FileSinkConfig config, Map<String, Object> client, String topic) throws Exception {
        FileSinkListener listener = new FileSinkListener() {
            @Override
            public void failing(SinkException problem, Duration wait) {
                heard.add(problem.code());
            }
        };
        try (SampleResults samples = new SampleResults(client, topic);
                FileSink sink = FileSink.open(config, listener)) {
            samples.committed(IntStream.range(0, 400).mapToObj(SampleResults::numbered).toList());
            fill();
            Thread draining = Thread.ofPlatform().start(() -> drain(sink));
            tell(2);
            Files.delete(filler());
            draining.join();

            samples.committed(IntStream.range(400, 500).mapToObj(SampleResults::numbered).toList());
            setPermissions(config.folder(), "r-xr-xr-x");
            draining = Thread.ofPlatform().start(() -> drain(sink));
            tell(2);
            setPermissions(config.folder(), "rwxr-xr-x");
            draining.join();
        }
        for (String group : List.of("cpu", "events")) {
            List<String> offsets = config.formats().contains(Format.PARQUET)
                    ? SunkFiles.parquet(config.folder(), group, "kafka_offset")
                    : SunkFiles.jsonLines(config.folder(), group).stream()
                            .map(line -> line.get("kafka_offset").asText()).toList();
            System.out.println(offsets.size() + " rows, " + offsets.stream().distinct().count() + " distinct");
        }
    }

    /** Prints the next problems, of the kind that has begun. */
    private void tell(int problems) throws InterruptedException {
        heard.clear();
        for (int i = 0; i < problems; i++) {
            System.out.println(heard.poll(20, TimeUnit.SECONDS));
        }
    }

    private void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filler())) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            System.out.println("filled");
        }
    }

    private Path filler() {
        return disk.resolve("filler");
    }

    private static void setPermissions(Path folder, String permissions) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }

    private static void drain(FileSink sink) {
        try {
            sink.drain();
        } catch (SinkException e) {
            throw new IllegalStateException(e);
        }
    }
}
