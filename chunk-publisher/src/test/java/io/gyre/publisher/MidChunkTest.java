package io.gyre.publisher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.publisher.error.PublishException.Persistence;
import io.gyre.wire.Manifest;
import io.gyre.wire.seal.SegmentOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens between a chunk's first segment and its commit; a small bandwidth makes that long. */
@Timeout(90)
class MidChunkTest {
    private static final List<String> ALL = List.of("0 CHUNK", "1 CHUNK", "2 CHUNK", "3 CHUNK", "3 CLOSING");

    @TempDir
    Path folder;

    private final LinkedBlockingQueue<ChunkOutcome> outcomes = new LinkedBlockingQueue<>();
    private Installation gyre;
    private Path recording;

    private final PublishListener listener = new PublishListener() {
        @Override
        public void chunk(ChunkOutcome outcome) {
            outcomes.add(outcome);
        }
    };

    @BeforeEach
    void install() throws Exception {
        gyre = Installation.on(TestBroker.shared(), folder);
        recording = Recordings.tiny(folder);
    }

    @Test
    void anEndWithTimeFinishesTheTransactionAtHand() throws Exception {
        CompletableFuture<Void> watching;
        try (var publisher = new Publisher(slow(20_000).closeGrace(Duration.ofSeconds(60)).build(), listener)) {
            watching = watchUntilMidChunk(publisher);
        }
        watching.get(1, TimeUnit.SECONDS);
        assertPublished(0, next());
        assertEquals(List.of("0 CHUNK"), published());

        assertEquals(3, gyre.publish(recording).published().size());
        assertEquals(ALL, published());
    }

    @Test
    void anEndWithoutTimeAbandonsTheTransactionAtHand() throws Exception {
        CompletableFuture<Void> watching;
        long begin;
        try (var publisher = new Publisher(slow(2000).closeGrace(Duration.ofMillis(50)).build(), listener)) {
            watching = watchUntilMidChunk(publisher);
            begin = System.nanoTime();
        }
        watching.get(1, TimeUnit.SECONDS);
        assertTrue(System.nanoTime() - begin < Duration.ofSeconds(20).toNanos(), "ends in bounded time");
        assertEquals(List.of(), published());
        assertEquals(List.of(), gyre.read(gyre.topics.segments()));

        gyre.publish(recording);
        assertEquals(ALL, published());
    }

    @Test
    void aChunkThatVanishesMeanwhileIsNotSeenAndTheOthersAre() throws Exception {
        Path vanishing = Recordings.chunks(recording).getFirst();
        // More than one segment.
        addNoise(vanishing, 6 << 20);
        PublisherConfig config = slow(2_000_000).segments(SegmentOptions.DEFAULT.withSealedBytes(1 << 18))
                .closing(Closing.NEVER).build();
        CompletableFuture<Void> watching;
        try (var publisher = new Publisher(config, listener)) {
            watching = watchUntilMidChunk(publisher);
            delete(vanishing);
            ChunkOutcome.Failed failed = (ChunkOutcome.Failed) next();
            assertEquals("chunk-file-vanished", failed.reason().code());
            for (int i = 1; i < 4; i++) {
                assertPublished(i, next());
            }
        }
        watching.get(30, TimeUnit.SECONDS);
        assertEquals(ALL.subList(1, 4), published());
    }

    @Test
    void aChunkThatTakesTooLongIsTriedLessAndLessOftenAndKeepsNobodyWaiting() throws Exception {
        addNoise(Recordings.chunks(recording).getFirst(), 400_000);
        Duration limit = Duration.ofSeconds(2);
        PublisherConfig config = slow(100_000).transactionTimeout(limit).closing(Closing.NEVER).build();
        LinkedBlockingQueue<Duration> pauses = new LinkedBlockingQueue<>();
        PublishListener postponements = new PublishListener() {
            @Override
            public void postponed(ChunkOutcome.Failed outcome, int tries, Duration pause) {
                if (outcome.chunkId() == 0) {
                    assertEquals(pauses.size() + 1, tries);
                    pauses.add(pause);
                }
            }
        };
        CompletableFuture<Void> watching;
        try (var publisher = new Publisher(config, PublishListener.all(List.of(listener, postponements)))) {
            watching = watch(publisher);
            ChunkOutcome.Failed failed = (ChunkOutcome.Failed) next();
            assertEquals("chunk-timeout", failed.reason().code());
            assertEquals(Persistence.PASSING, failed.reason().persistence());
            assertTrue(failed.reason().toString().contains("--chunk-timeout"), failed.reason()::toString);
            // On a busy machine another may take too long as well, once.
            Set<Long> done = new HashSet<>();
            while (done.size() < 3) {
                if (next() instanceof ChunkOutcome.Published published) {
                    done.add(published.chunkId());
                }
            }
            while (pauses.size() < 2) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        watching.get(30, TimeUnit.SECONDS);
        Duration first = pauses.remove();
        assertTrue(first.compareTo(limit.multipliedBy(3).dividedBy(4)) >= 0, () -> first + " is shorter than a try");
        assertTrue(pauses.remove().compareTo(first) > 0);
        assertEquals(Set.of("1 CHUNK", "2 CHUNK", "3 CHUNK"), Set.copyOf(published()));

        gyre.publish(recording);
        assertEquals(ALL.size(), published().size());
    }

    /** Segments of 4 KiB; no chunk of the recording has less than a dozen. */
    private PublisherConfig.Builder slow(long bytesPerSecond) {
        return gyre.config().bandwidth(OptionalLong.of(bytesPerSecond));
    }

    private CompletableFuture<Void> watchUntilMidChunk(Publisher publisher) {
        CompletableFuture<Void> watching = watch(publisher);
        while (gyre.written(gyre.topics.segments()) < 2) {
            LockSupport.parkNanos(1_000_000);
        }
        return watching;
    }

    private CompletableFuture<Void> watch(Publisher publisher) {
        return CompletableFuture.runAsync(() -> {
            try {
                publisher.watch(List.of(recording));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }, runnable -> Thread.ofVirtual().start(runnable));
    }

    private ChunkOutcome next() throws InterruptedException {
        ChunkOutcome next = outcomes.poll(60, TimeUnit.SECONDS);
        assertTrue(next != null, "nothing came");
        return next;
    }

    private static void assertPublished(long chunkId, ChunkOutcome outcome) {
        assertInstanceOf(ChunkOutcome.Published.class, outcome, outcome::toString);
        assertEquals(chunkId, outcome.chunkId());
    }

    private List<String> published() throws Exception {
        return gyre.manifests().stream().map((Manifest manifest) -> manifest.chunkId() + " " + manifest.kind())
                .toList();
    }

    /** What does not compress. */
    private static void addNoise(Path chunk, int bytes) throws IOException {
        byte[] noise = new byte[bytes];
        new Random(1).nextBytes(noise);
        Files.write(chunk.resolve("noise"), noise);
    }

    private static void delete(Path chunk) throws IOException {
        try (Stream<Path> all = Files.walk(chunk)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
