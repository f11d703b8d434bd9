package io.gyre.publisher.find;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveScanTest {
    private static final String BEGIN = "20261123T091126+0000";

    @TempDir
    Path folder;

    @Test
    void aSessionsFolderMayBeNamedLikeADomain() throws Exception {
        Path chunk = Files.createDirectories(
                folder.resolve("host/kernel/archives/20261123T130629+0000-20261123T130630+0000-1"));
        Files.createDirectories(
                folder.resolve("host/never-rotated/kernel/20261123T130629+0000-20261123T130630+0000-2"));

        assertEquals(List.of(chunk.toAbsolutePath().normalize()),
                ArchiveScan.of(List.of(folder)).chunks().stream().map(FinishedChunk::path).toList());
    }

    @Test
    void findsChunksOfLocalSessionsAndOfARelayDaemon() throws Exception {
        Path local = chunk("orders", 0);
        Path relayed = chunk("relay/host-1/orders-20261123-091126", 10);
        Path another = chunk("relay/host-1/orders-20261123-091126", 9);

        ArchiveScan scan = ArchiveScan.of(List.of(folder));

        assertEquals(List.of(local, another, relayed), scan.chunks().stream().map(FinishedChunk::path).toList());
        assertEquals(List.of(0L, 9L, 10L), scan.chunks().stream().map(FinishedChunk::id).toList());
        assertTrue(scan.complete());
    }

    @Test
    void takesNothingThatIsNotFinished() throws Exception {
        Files.createDirectories(folder.resolve("orders/" + BEGIN + "-3/ust"));
        Files.createDirectories(folder.resolve("orders/.tmp_old_chunk/ust"));
        Files.createDirectories(folder.resolve("orders/ust/uid/0/64-bit"));
        Files.createDirectories(folder.resolve("orders/archives/.trash-" + name(1)));
        Files.writeString(Files.createDirectories(folder.resolve("orders/archives")).resolve(name(2)), "a file");

        assertEquals(List.of(), ArchiveScan.of(List.of(folder)).chunks());
    }

    @Test
    void aPathMayBeOneChunkOrNothingYet() throws Exception {
        Path chunk = chunk("orders", 4);
        chunk("orders", 5);

        ArchiveScan scan = ArchiveScan.of(List.of(chunk, folder.resolve("not/there/yet")));

        assertEquals(List.of(new FinishedChunk(folder.resolve("orders/archives"), chunk, 4)), scan.chunks());
    }

    @Test
    void theChunkBeingClosedComesBeforeTheCurrentOne() throws Exception {
        Path archives = archivesWith(4);
        Path current = Files.createDirectories(folder.resolve("orders/" + BEGIN + "-6"));
        assertEquals(Optional.of(current), SessionFolder.around(archives).after(4));

        Path closing = Files.createDirectories(folder.resolve("orders/.tmp_old_chunk"));

        assertEquals(Optional.of(closing), SessionFolder.around(archives).after(4));
        assertFalse(SessionFolder.around(archives).isIdle());
    }

    @Test
    void aCurrentChunkOfALowerIdIsALeftover() throws Exception {
        Path archives = archivesWith(4);
        Files.createDirectories(folder.resolve("orders/" + BEGIN + "-2"));

        assertEquals(Optional.empty(), SessionFolder.around(archives).after(4));
    }

    @Test
    void aSessionWithoutACurrentChunkIsIdle() throws Exception {
        assertTrue(SessionFolder.around(archivesWith(4)).isIdle());
        Files.createDirectories(folder.resolve("orders/ust"));
        assertFalse(SessionFolder.around(folder.resolve("orders/archives")).isIdle());
    }

    @Test
    void theWatchWakesForFoldersThatDidNotExist() throws Exception {
        Path archives = folder.resolve("later/orders/archives");
        List<Path> paths = List.of(archives);
        try (ArchiveWatch watch = new ArchiveWatch()) {
            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
                watch.follow(ArchiveScan.of(paths), paths);
                Path chunk = archives.resolve(name(0));
                Files.createDirectories(chunk);
                while (ArchiveScan.of(paths).chunks().isEmpty()) {
                    watch.await(Duration.ofMinutes(1));
                    watch.follow(ArchiveScan.of(paths), paths);
                }
                watch.follow(ArchiveScan.of(paths), paths);
                Files.createDirectories(archives.resolve(name(1)));
                watch.await(Duration.ofMinutes(1));
                assertEquals(2, ArchiveScan.of(paths).chunks().size());
            });
        }
    }

    private Path chunk(String session, long id) throws Exception {
        return Files.createDirectories(folder.resolve(session).resolve("archives").resolve(name(id)));
    }

    private Path archivesWith(long id) throws Exception {
        chunk("orders", id);
        return folder.resolve("orders/archives");
    }

    private static String name(long id) {
        return BEGIN + "-" + BEGIN + "-" + id;
    }
}
