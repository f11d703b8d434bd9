package io.gyre.publisher.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gyre.publisher.error.LedgerException;
import io.gyre.wire.ChunkKind;
import io.gyre.wire.ContentDigest;
import io.gyre.wire.LineId;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.Sha256;
import io.gyre.wire.Xxh128;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineLedgerTest {
    private static final LineId LINE = new LineId("web-01", "orders/\u00e9", "20261123T091126+0000");
    private static final Sha256 DIGEST = Sha256.of(new byte[]{ 1});

    @TempDir
    Path folder;

    @Test
    void whatIsAddedIsThereForTheNextProcess() throws Exception {
        LineLedger ledger = open();
        try (var hold = ledger.hold()) {
            hold.add(entry(0, null));
            hold.add(entry(1, 0L));
            hold.addReadTo(2, 99);
        }

        LineLedger again = open();
        again.hold().close();
        assertEquals(entry(0, null), again.chunk(0));
        assertEquals(entry(1, 0L), again.successorOf(0));
        assertEquals(99, again.readTo(2));
        assertEquals(12, again.readTo(0));
        assertNull(again.closing());
    }

    @Test
    void aFullDiskIsToldEachTimeAndIsNoMoreWhenThereIsRoom() throws Exception {
        open().hold().close();
        Path file = file();
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        Files.delete(file);
        Files.createSymbolicLink(file, full);
        LineLedger ledger = open();
        for (int i = 0; i < 2; i++) {
            LedgerException error = assertThrows(LedgerException.class, ledger::hold);
            assertEquals(LedgerException.Kind.INACCESSIBLE, error.kind(), error::getMessage);
        }

        Files.delete(file);
        ledger.hold().close();
    }

    @Test
    void everyCutOfTheLastLineIsATornWriteAndIsCutOff() throws Exception {
        LineLedger ledger = open();
        try (var hold = ledger.hold()) {
            hold.add(entry(0, null));
        }
        Path file = file();
        byte[] one = Files.readAllBytes(file);
        try (var hold = ledger.hold()) {
            hold.add(entry(1, 0L));
        }
        byte[] two = Files.readAllBytes(file);
        for (int length = one.length; length < two.length; length += 7) {
            Files.write(file, Arrays.copyOf(two, length));
            LineLedger torn = open();
            try (var hold = torn.hold()) {
                assertEquals(List.of(0L), List.copyOf(torn.chunks().keySet()));
                hold.add(entry(1, 0L));
            }
            assertEquals(-1, Arrays.mismatch(two, Files.readAllBytes(file)), "written again after " + length);
        }
    }

    @Test
    void twoMayShareALedgerInTurns() throws Exception {
        LineLedger mine = open();
        LineLedger theirs = open();
        try (var hold = mine.hold()) {
            hold.add(entry(0, null));
            LedgerException busy = assertThrows(LedgerException.class, theirs::hold);
            assertEquals("ledger-busy", busy.code());
        }
        try (var hold = theirs.hold()) {
            hold.add(entry(1, 0L));
        }
        mine.hold().close();
        assertEquals(List.of(0L, 1L), List.copyOf(mine.chunks().keySet()));
    }

    @Test
    void linesHaveFilesOfTheirOwnWhateverTheirNames() throws Exception {
        Ledger ledger = new Ledger(folder, "cluster", "topic");
        List<LineId> lines = List.of(LINE, new LineId("..", "../../etc", ""), new LineId("", "", ""),
                new LineId("web-01", "orders/\u00e8", "20261123T091126+0000"));
        for (LineId line : lines) {
            ledger.line(line).hold().close();
        }
        try (var files = Files.list(ledger.folder())) {
            var names = new ArrayList<>(files.map(file -> file.getFileName().toString()).toList());
            assertEquals(lines.size(), names.size(), names::toString);
        }
    }

    private LineLedger open() {
        return new Ledger(folder, "cluster", "topic").line(LINE);
    }

    private Path file() throws Exception {
        try (var files = Files.list(folder.resolve("cluster/topic"))) {
            return files.findFirst().orElseThrow();
        }
    }

    private static LedgerEntry entry(long id, @Nullable Long previous) {
        var segment = new SegmentRef(id, 0, 1, 2, 300, 100, DIGEST, Long.MIN_VALUE, Long.MAX_VALUE, 4, List.of(0, 7));
        // As after an update: the first chunk was published by a version that took SHA-256.
        ContentDigest content = id == 0 ? DIGEST : Xxh128.of(new byte[]{ 1});
        return new LedgerEntry(id, ChunkKind.CHUNK, "name", content, 1000, 3, previous, id * 10, id * 10 + 10, 0,
                10 + id, 1, List.of(segment));
    }
}
