package io.gyre.publisher.find;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What ends the wait for the next scan; a wait that nothing ends lasts longer than these tests may. */
@Timeout(30)
class ArchiveWatchTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @Test
    void newsFromOutsideSuchAsLttngsEndTheWait() throws Exception {
        try (var watch = new ArchiveWatch()) {
            Thread.ofVirtual().start(watch::wake);
            watch.await(LONG);
            // Told twice before anybody waits, there is one scan to do and no second one.
            watch.wake();
            watch.wake();
            watch.await(LONG);
            long begin = System.nanoTime();
            watch.await(Duration.ofMillis(50));
            assertTrue(System.nanoTime() - begin >= Duration.ofMillis(50).toNanos());
        }
    }

    @Test
    void aChunkThatAppearsEndsTheWait() throws Exception {
        Path archives = Files.createDirectories(folder.resolve("session/archives"));
        Path chunk = Files.createDirectories(folder.resolve("session/.tmp_old_chunk"));
        try (var watch = new ArchiveWatch()) {
            watch.follow(ArchiveScan.of(List.of(folder)), List.of(folder));
            Files.move(chunk, archives.resolve("20261123T111600+0000-20261123T111601+0000-0"));
            watch.await(LONG);
        }
    }
}
