package io.gyre.allinone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyre.analysis.LocalReport;
import io.gyre.analysis.Slices;
import io.gyre.chunk.Archives;
import io.gyre.cli.SampleFleet;
import io.gyre.publisher.Closing;
import io.gyre.publisher.PublishListener;
import io.gyre.publisher.Publisher;
import io.gyre.publisher.PublisherConfig;
import io.gyre.wire.LineId;
import io.gyre.wire.Quarantine;
import io.gyre.wire.Result;
import io.gyre.wire.seal.KeyFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Each of four session lines has something bad in its middle; each goes on behind it, and the quarantine says what and where. */
@TestInstance(Lifecycle.PER_CLASS)
class BadInputTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int BAD_CHUNK = 2;

    @TempDir
    static Path folder;

    private final Answers answers = new Answers();
    private final List<Quarantine> quarantine = new ArrayList<>();
    private List<Path> recordings = List.of();

    @BeforeAll
    void publishAllAndWait() throws Exception {
        recordings = SampleFleet.unpack(folder.resolve("samples"));
        AllInOneOptions defaults = AllInOneOptions.of(new Home(folder.resolve("home")));
        AllInOneOptions options = new AllInOneOptions(defaults.home(), defaults.port(), defaults.topics(),
                defaults.threads(), defaults.analyses(), Duration.ofSeconds(5), defaults.fleet(),
                defaults.rules());
        KeyFolder strangers = KeyFolder.generate(folder.resolve("strangers"), "stranger");
        try (AllInOne all = AllInOne.start(options); ResultWatch results = all.results(ResultWatch.From.BEGINNING)) {
            PublisherConfig trusted = all.publisher().closing(Closing.NEVER).build();
            Map<String, Object> flipping = new HashMap<>(all.client());
            flipping.put("interceptor.classes", BitFlip.class.getName());
            damage(recording("jobs"));
            publish(closing(all), chunks("jobs").toList());
            around(all, "orders", PublisherConfig.builder(flipping, trusted.recipients(), trusted.signingKey()));
            around(all, "logins", PublisherConfig.builder(all.client(), trusted.recipients(), strangers.signingKey()));
            around(all, "kernel", PublisherConfig.builder(all.client(), strangers.recipients(), trusted.signingKey()));
            await(results, lines());
        }
    }

    @Test
    void aDamagedFolderSaysTheSameAsWithoutKafka() throws Exception {
        LocalReport report = new LocalReport(AllInOneOptions.of(new Home(folder)).analyses(), Slices.seconds());
        JsonNode local = report.json(report.of(List.of(recording("jobs")))).get("events").get(0);
        assertEquals(local.toString(), events("jobs").toString());
        assertTrue(local.get("gaps").asLong() > 0, local.toString());
        assertTrue(local.get("events").asLong() > 500, local.toString());
    }

    @Test
    void truncatedMetadataAndStreamsAreNamedWithTheirPlaces() {
        assertTrue(quarantined("jobs").anyMatch(bad -> bad.chunkId() != null && bad.chunkId() == 0
                && String.valueOf(bad.file()).endsWith("metadata")), quarantine::toString);
        assertTrue(quarantined("jobs").anyMatch(bad -> bad.chunkId() != null && bad.chunkId() == 3
                && String.valueOf(bad.file()).contains("jobs_") && bad.byteOffset() != null), quarantine::toString);
    }

    @Test
    void aFlippedBitCostsItsSegmentAlone() {
        assertTrue(quarantined("orders").anyMatch(bad -> bad.code().equals("seal-corrupt")
                && bad.message().contains("gyre.segments-")), quarantine::toString);
        assertGapAndTheRest("orders", 20_816);
    }

    @Test
    void anUnknownSignerCostsTheWindowAlone() {
        assertTrue(quarantine.stream().anyMatch(bad -> bad.code().startsWith("sign")
                && String.valueOf(bad.source()).contains("gyre.chunks")), quarantine::toString);
        assertGapAndTheRest("logins", 6_328);
    }

    @Test
    void aWrongKeyCostsItsSegmentsAlone() {
        assertTrue(quarantined("kernel-small-noctx-1").anyMatch(bad -> bad.code().startsWith("seal")
                && bad.message().contains("gyre.segments-")), quarantine::toString);
        assertGapAndTheRest("kernel-small-noctx-1", 122_128);
    }

    private void assertGapAndTheRest(String session, long all) {
        JsonNode entry = events(session);
        long counted = entry.get("events").asLong();
        assertTrue(entry.get("gaps").asLong() > 0, entry.toString());
        assertTrue(counted < all && counted > all / 2, entry.toString());
    }

    /** Publishes a line with one chunk by a publisher that is not as it should be. */
    private void around(AllInOne all, String recording, PublisherConfig.Builder odd) throws Exception {
        PublisherConfig.Builder trusted = all.publisher();
        publish(trusted.closing(Closing.NEVER).build(),
                chunks(recording).filter(chunk -> id(chunk) < BAD_CHUNK).toList());
        publish(odd.topics(all.options().topics()).state(folder.resolve("odd-ledger")).closing(Closing.NEVER).build(),
                chunks(recording).filter(chunk -> id(chunk) == BAD_CHUNK).toList());
        publish(closing(all), chunks(recording).filter(chunk -> id(chunk) > BAD_CHUNK).toList());
    }

    private static PublisherConfig closing(AllInOne all) throws Exception {
        return all.publisher().closing(Closing.ALWAYS).build();
    }

    private static void publish(PublisherConfig config, List<Path> chunks) throws Exception {
        try (Publisher publisher = new Publisher(config, PublishListener.NONE)) {
            var summary = publisher.publishOnce(chunks);
            assertTrue(summary.complete(), summary::toString);
        }
    }

    private void await(ResultWatch results, Set<LineId> lines) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        var viewer = new ResultWatch.Viewer() {
            @Override
            public void result(Result result) {
                answers.add(result);
            }

            @Override
            public void quarantined(Quarantine bad) {
                quarantine.add(bad);
            }
        };
        while (!answers.areFinal(lines)) {
            assertTrue(System.nanoTime() < end, () -> "no final answers; quarantine: " + quarantine);
            results.poll(Duration.ofMillis(200), viewer);
        }
        results.drain(viewer);
    }

    private Set<LineId> lines() throws IOException {
        return Archives.find(recordings).stream()
                .map(line -> new LineId(line.key().host(), line.key().session(), line.key().created()))
                .collect(Collectors.toSet());
    }

    private JsonNode events(String session) {
        try {
            for (JsonNode entry : answers.json(AllInOneOptions.of(new Home(folder)).analyses(), lines())
                    .get("events")) {
                if (entry.get("session").asText().equals(session)) {
                    return entry;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("no answer about " + session);
    }

    private Stream<Quarantine> quarantined(String session) {
        return quarantine.stream().filter(bad -> bad.line() != null && bad.line().session().equals(session));
    }

    private Path recording(String name) {
        return recordings.stream().filter(path -> path.endsWith(name)).findFirst().orElseThrow();
    }

    private Stream<Path> chunks(String recording) throws IOException {
        try (Stream<Path> chunks = Files.list(recording(recording).resolve("archives"))) {
            return chunks.toList().stream();
        }
    }

    private static int id(Path chunk) {
        String name = chunk.getFileName().toString();
        return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    }

    /** Cuts the metadata of one trace of chunk 0 in the middle of a packet, and one data stream of chunk 3. */
    private void damage(Path recording) throws IOException {
        truncate(recording, 0, "metadata", 2000);
        truncate(recording, 3, "jobs_0", 600);
    }

    private static void truncate(Path recording, int chunkId, String file, long size) throws IOException {
        try (Stream<Path> files = Files.walk(recording.resolve("archives"))) {
            Path found = files.filter(path -> path.endsWith(file) && path.toString().contains("-" + chunkId + "/"))
                    .filter(path -> path.toFile().length() > size).sorted().findFirst().orElseThrow();
            try (FileChannel channel = FileChannel.open(found, StandardOpenOption.WRITE)) {
                channel.truncate(size);
            }
        }
    }
}
