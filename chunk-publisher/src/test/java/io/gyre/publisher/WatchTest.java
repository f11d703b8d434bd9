package io.gyre.publisher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.publisher.error.PublishException;
import io.gyre.wire.ChunkKind;
import io.gyre.wire.Manifest;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A session that LTTng rotates while the publisher watches: the folders move as LTTng moves them. */
@Timeout(90)
class WatchTest {
    @TempDir
    Path folder;

    private final LinkedBlockingQueue<Object> told = new LinkedBlockingQueue<>();
    private Installation gyre;

    private final PublishListener listener = new PublishListener() {
        @Override
        public void chunk(ChunkOutcome outcome) {
            told.add(outcome);
        }

        @Override
        public void line(LineOutcome outcome) {
            told.add(outcome);
        }

        @Override
        public void waiting(PublishException reason, Duration pause) {
            told.add(reason);
        }
    };

    @BeforeEach
    void install() throws Exception {
        gyre = Installation.on(TestBroker.shared(), folder);
    }

    @Test
    void chunksArePublishedAsTheyAppearWithTheWindowsOfTheWholeLine() throws Exception {
        Path recording = Recordings.tiny(folder);
        gyre.publish(recording);
        List<String> expected = windows(gyre);
        Installation watched = Installation.on(TestBroker.shared(), folder);
        Path session = folder.resolve("output/session");
        PublisherConfig config = watched.config().closeAfterIdle(Duration.ofMillis(300)).rescan(Duration.ofSeconds(20))
                .build();
        CompletableFuture<Void> watching;
        try (var publisher = new Publisher(config, listener)) {
            watching = watch(publisher, folder.resolve("output"));

            List<Path> chunks = Recordings.chunks(recording);
            Path current = Recordings.copy(chunks.getFirst(), session.resolve(".first"));
            for (int i = 0; i < chunks.size(); i++) {
                Path closing = Files.move(current, session.resolve(".tmp_old_chunk"));
                if (i + 1 < chunks.size()) {
                    String name = chunks.get(i + 1).getFileName().toString();
                    current = Recordings.copy(chunks.get(i + 1),
                            session.resolve(name.substring(0, 20) + "-" + (i + 1)));
                }
                Path archives = Files.createDirectories(session.resolve("archives"));
                Files.move(closing, archives.resolve(chunks.get(i).getFileName()));
                ChunkOutcome.Published published = await(ChunkOutcome.Published.class);
                assertEquals(i, published.chunkId());
            }
            await(LineOutcome.Closed.class);
        }
        watching.get(30, TimeUnit.SECONDS);
        assertEquals(expected, windows(watched));
    }

    @Test
    void aBrokerThatIsDownIsWaitedFor() throws Exception {
        Path recording = Recordings.tiny(folder);
        int port = TestBroker.freePort();
        Path data = folder.resolve("broker");
        PublisherConfig config = PublisherConfig
                .builder(Map.of("bootstrap.servers", "localhost:" + port, "default.api.timeout.ms", 2000,
                        "request.timeout.ms", 1000), List.of(gyre.identity.recipient()), gyre.signingKey)
                .state(gyre.state).topics(gyre.topics).recheck(Duration.ofMillis(200)).build();
        CompletableFuture<Void> watching;
        try (var publisher = new Publisher(config, listener)) {
            watching = watch(publisher, recording);
            assertEquals("broker-unavailable", await(PublishException.class).code());

            try (TestBroker late = TestBroker.start(data, port)) {
                Installation there = gyre.at(late);
                there.createTopics();
                for (int i = 0; i < 4; i++) {
                    assertEquals(i, await(ChunkOutcome.Published.class).chunkId());
                }
                assertEquals(4, there.manifests().size());
            }
        }
        watching.get(30, TimeUnit.SECONDS);
    }

    @Test
    void closingEndsAWatchWhoseBrokerNeverAnswers() throws Exception {
        Path recording = Recordings.tiny(folder);
        CompletableFuture<Void> watching;
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PublisherConfig config = PublisherConfig
                    .builder(Map.of("bootstrap.servers", "localhost:" + silent.getLocalPort()),
                            List.of(gyre.identity.recipient()), gyre.signingKey)
                    .state(gyre.state).topics(gyre.topics).closeGrace(Duration.ofMillis(100)).build();
            try (var publisher = new Publisher(config, listener)) {
                watching = watch(publisher, recording);
                silent.accept().close();
            }
        }
        watching.get(1, TimeUnit.SECONDS);
        assertTrue(told.stream().noneMatch(ChunkOutcome.Published.class::isInstance), told::toString);
    }

    @Test
    void twoPublishersAtOncePublishNothingTwice() throws Exception {
        Path recording = Recordings.tiny(folder);
        PublisherConfig other = gyre.config().state(folder.resolve("other-state")).patience(Duration.ofSeconds(60))
                .order(PublishOrder.NEWEST).build();
        PublisherConfig mine = gyre.config().patience(Duration.ofSeconds(60)).build();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> Installation.publish(mine, recording));
            var second = threads.submit(() -> Installation.publish(other, recording));
            assertTrue(first.get().complete(), () -> first.resultNow().toString());
            assertTrue(second.get().complete(), () -> second.resultNow().toString());
        }
        assertEquals(List.of("0 CHUNK", "1 CHUNK", "2 CHUNK", "3 CHUNK", "3 CLOSING"),
                gyre.manifests().stream().map(manifest -> manifest.chunkId() + " " + manifest.kind()).sorted()
                        .toList());
    }

    private static CompletableFuture<Void> watch(Publisher publisher, Path path) {
        return CompletableFuture.runAsync(() -> {
            try {
                publisher.watch(List.of(path));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }, runnable -> Thread.ofVirtual().start(runnable));
    }

    private <T> T await(Class<T> type) throws InterruptedException {
        while (true) {
            Object next = told.poll(60, TimeUnit.SECONDS);
            assertTrue(next != null, () -> "nothing was told of " + type);
            if (type.isInstance(next)) {
                return type.cast(next);
            }
        }
    }

    private static List<String> windows(Installation gyre) throws Exception {
        return gyre.manifests().stream()
                .map((Manifest manifest) -> manifest.chunkId()
                        + (manifest.kind() == ChunkKind.CLOSING ? " closing" : "")
                        + " (" + manifest.afterNs() + ", " + manifest.upToNs() + "]")
                .toList();
    }
}
