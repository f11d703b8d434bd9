package io.gyre.publisher.adopt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.publisher.adopt.Adoption.Care;
import io.gyre.publisher.adopt.Adoption.Outcome;
import io.gyre.publisher.find.ArchiveScan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptionTest {
    private static final Instant WRITTEN = Instant.parse("2026-11-25T09:00:30Z");
    private static final String BEGIN = "20261125T090000+0000";
    private static final String END = "20261125T090010+0000";

    @TempDir
    Path folder;

    private Path session;

    @BeforeEach
    void session() throws IOException {
        session = Files.createDirectories(folder.resolve("host/orders-20261125-090000"));
    }

    @Test
    void whatAKilledDaemonLeftFollowsTheFinishedChunks() throws IOException {
        chunk("archives/" + BEGIN + "-" + END + "-4");
        chunk(".tmp_old_chunk");
        chunk(END + "-6");

        assertEquals(List.of(5L, 6L), ids(adopt()));
        assertEquals(List.of(4L, 5L, 6L), finished());
        assertFalse(Files.exists(session.resolve(".tmp_old_chunk")));
        assertTrue(Files.exists(session.resolve("archives").resolve(END + "-" + end() + "-6/ust/metadata")));
        assertEquals(List.of(), adopt(), "once is enough");
    }

    @Test
    void aSessionThatNeverRotatedBecomesItsFirstChunk() throws IOException {
        chunk("");

        assertEquals(Orphan.Kind.NEVER_ROTATED, adopt().getFirst().orphan().kind());
        assertEquals(List.of(0L), finished());
        assertTrue(Files.isDirectory(session.resolve("archives")));
        assertFalse(Files.exists(session.resolve("ust")));
    }

    @Test
    void theFirstChunkIsOneThoughADaemonWasKilledWhileItMovedItsParts() throws IOException {
        chunk(".tmp_old_chunk");
        Files.move(session.resolve(".tmp_old_chunk/ust"), session.resolve(".tmp_old_chunk/kernel"));
        chunk("");
        chunk(END + "-1");

        adopt();

        assertEquals(List.of(0L, 1L), finished());
        Path first = ArchiveScan.in(session.resolve("archives")).getFirst().path();
        assertTrue(Files.exists(first.resolve("kernel/metadata")) && Files.exists(first.resolve("ust/metadata")));
    }

    @Test
    void whatAProcessHasOpenIsLeftAlone() throws IOException {
        chunk(END + "-1");
        Path stream = session.resolve(END + "-1/ust/metadata");
        try (FileChannel _ = FileChannel.open(stream, StandardOpenOption.READ)) {
            Outcome outcome = adopt().getFirst();
            String why = assertInstanceOf(Outcome.Refused.class, outcome).why();
            assertTrue(why.contains("process " + ProcessHandle.current().pid()), why);
        }
        assertInstanceOf(Outcome.Adopted.class, adopt().getFirst());
    }

    @Test
    void whatWasWrittenJustNowOrIsTheDaemonsIsLeftAloneUnlessForced() throws IOException {
        chunk(END + "-1");
        LiveWriters daemon = path -> path.equals(session) ? Optional.of("the daemon has it") : Optional.empty();
        var careful = new Adoption(List.of(daemon), Care.CAREFUL);
        assertEquals("the daemon has it",
                assertInstanceOf(Outcome.Refused.class, careful.adopt(List.of(folder)).getFirst()).why());

        Files.setLastModifiedTime(session.resolve(END + "-1/ust/metadata"), FileTime.from(Instant.now()));
        assertInstanceOf(Outcome.Refused.class, adopt().getFirst());

        var forced = new Adoption(List.of(daemon), Care.FORCED);
        assertInstanceOf(Outcome.Adopted.class, forced.adopt(List.of(folder)).getFirst());
    }

    @Test
    void aPlanTouchesNothingAndSnapshotsAreNoOrphans() throws IOException {
        chunk(END + "-1");
        Path snapshot = Files.createDirectories(folder.resolve("host/flight/snapshot-1-20261125-090000-0"));
        Files.move(Files.createDirectories(folder.resolve("x/ust")), snapshot.resolve("ust"));

        assertEquals(1, new Adoption(List.of(), Care.FORCED).plan(List.of(folder)).size());
        assertTrue(Files.exists(session.resolve(END + "-1")));
        assertFalse(Files.exists(session.resolve("archives")));
    }

    private List<Outcome> adopt() throws IOException {
        return new Adoption(List.of(new OpenFilesOfProcesses()), Care.CAREFUL).adopt(List.of(folder));
    }

    private List<Long> finished() {
        return ArchiveScan.in(session.resolve("archives")).stream().map(chunk -> chunk.id()).toList();
    }

    private static List<Long> ids(List<Outcome> outcomes) {
        return outcomes.stream().map(outcome -> assertInstanceOf(Outcome.Adopted.class, outcome))
                .map(outcome -> String.valueOf(outcome.orphan().target().getFileName()))
                .map(name -> Long.parseLong(name.substring(name.lastIndexOf('-') + 1))).toList();
    }

    private static String end() {
        return DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssxx")
                .withZone(ZoneId.systemDefault()).format(WRITTEN);
    }

    private void chunk(String name) throws IOException {
        Path ust = Files.createDirectories(session.resolve(name).resolve("ust"));
        Files.writeString(ust.resolve("metadata"), "");
        try (Stream<Path> all = Files.walk(session)) {
            all.forEach(path -> {
                try {
                    Files.setLastModifiedTime(path, FileTime.from(WRITTEN));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
