package io.gyre.wire.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.wire.Sha256;
import io.gyre.wire.seal.age.X25519Identity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SegmentTest {
    private static final X25519Identity IDENTITY = X25519Identity.generate();

    @Test
    void whatIsSealedIsOpenedEqual() throws Exception {
        List<Piece> pieces = Segments.samples();
        SealedSegment sealed = Segments.seal(IDENTITY, pieces);
        OpenSegment open = Segments.open(sealed, IDENTITY);
        assertEquals(Segments.ID, open.id());
        assertEquals(sealed.rawBytes(), open.rawBytes());
        assertSamePieces(pieces, open.pieces());
        assertEquals(Sha256.of(sealed.value()), sealed.sha256());
    }

    @Test
    void aSegmentOfWhichNothingIsKnownIsOpenedToo() throws Exception {
        List<Piece> pieces = new ArrayList<>(Segments.samples());
        pieces.add(new Piece.FilePart("zeros", 0, new byte[3_000_000], 0, 3_000_000));
        SealedSegment sealed = Segments.seal(IDENTITY, pieces);
        OpenSegment open = SegmentReader.open(sealed.value(), List.of(IDENTITY), 4_000_000, "test");
        assertEquals(Segments.ID, open.id());
        assertSamePieces(pieces, open.pieces());
    }

    @Test
    void piecesAreAlignedViewsWithSpareBytesBehind() throws Exception {
        for (Piece piece : Segments.open(Segments.seal(IDENTITY, Segments.samples()), IDENTITY).pieces()) {
            assertEquals(0, piece.offset() % 8);
            assertTrue(piece.offset() + piece.length() + 8 <= piece.buffer().length);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 9, 19})
    void everyLevelIsOpened(int level) throws Exception {
        byte[] content = new byte[20 << 20];
        new Random(1).nextBytes(content);
        Arrays.fill(content, 1000, 19 << 20, (byte) 7);
        SealedSegment sealed;
        try (var writer = new SegmentWriter(Segments.ID, SegmentOptions.DEFAULT.withZstdLevel(level))) {
            writer.add(new Piece.FilePart("file", 0, content, 0, content.length));
            sealed = writer.seal(List.of(IDENTITY.recipient()));
        }
        Piece known = Segments.open(sealed, IDENTITY).pieces().getFirst();
        assertEquals(-1, Arrays.mismatch(content, 0, content.length, known.buffer(), known.offset(),
                known.offset() + known.length()));
        OpenSegment unknown = SegmentReader.open(sealed.value(), List.of(IDENTITY), 32 << 20, "test");
        assertEquals(sealed.rawBytes(), unknown.rawBytes());
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 7, 65_536, 1_000_003})
    void contentThatIsReadIntoPlaceIsAsIfItHadBeenInMemory(int length) throws Exception {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        List<Piece> pieces = List.of(new Piece.FilePart("part", 5, content, 0, length),
                new Piece.PacketPiece("packet", 6, 1, 2, 3, content, 0, length));
        try (var writer = new SegmentWriter(Segments.ID, SegmentOptions.DEFAULT)) {
            for (Piece piece : pieces) {
                var from = ByteBuffer.wrap(content);
                writer.add(piece.head(), into -> {
                    while (into.hasRemaining()) {
                        into.put(from.get());
                    }
                });
                assertFalse(from.hasRemaining());
            }
            SealedSegment sealed = writer.seal(List.of(IDENTITY.recipient()));
            assertSamePieces(pieces, Segments.open(sealed, IDENTITY).pieces());
            assertEquals(Segments.seal(IDENTITY, pieces).rawBytes(), sealed.rawBytes());
        }
    }

    @Test
    void contentThatCannotBeReadSpoilsTheSegment() {
        try (var writer = new SegmentWriter(Segments.ID, SegmentOptions.DEFAULT)) {
            var failure = new IOException("disk");
            assertSame(failure, assertThrows(IOException.class,
                    () -> writer.add(new PieceHead.FilePart("part", 0, 100), _ -> {
                        throw failure;
                    })));
            assertThrows(IllegalStateException.class, () -> writer.add(Segments.samples().getFirst()));
            assertThrows(IllegalStateException.class, () -> writer.seal(List.of(IDENTITY.recipient())));
        }
    }

    @Test
    void anEmptySegmentIsASegment() throws Exception {
        assertEquals(List.of(), Segments.open(Segments.seal(IDENTITY, List.of()), IDENTITY).pieces());
    }

    @Test
    void aWorkspaceServesOneSegmentAfterAnother() throws Exception {
        byte[] noise = new byte[8 << 20];
        new Random(1).nextBytes(noise);
        List<Piece> large = List.of(new Piece.FilePart("noise", 0, noise, 0, noise.length));
        try (var workspace = new SegmentWorkspace()) {
            for (List<Piece> pieces : List.of(Segments.samples(), large, Segments.samples())) {
                for (int level : new int[]{ 3, 1, 19}) {
                    var writer = new SegmentWriter(Segments.ID, SegmentOptions.DEFAULT.withZstdLevel(level), workspace);
                    pieces.forEach(writer::add);
                    SealedSegment sealed = writer.seal(List.of(IDENTITY.recipient()));
                    writer.close();
                    assertSamePieces(pieces, Segments.open(sealed, IDENTITY).pieces());
                }
            }
        }
    }

    /** A publisher is closed by another thread than the one that publishes. */
    @Test
    void anotherThreadMayCloseAWorkspace() throws Exception {
        var workspace = new SegmentWorkspace();
        new SegmentWriter(Segments.ID, SegmentOptions.DEFAULT, workspace).seal(List.of(IDENTITY.recipient()));
        CompletableFuture.runAsync(workspace::close).get();
    }

    @Test
    void aSealedWriterTakesNothingMore() {
        try (var writer = new SegmentWriter(Segments.ID, SegmentOptions.DEFAULT)) {
            writer.seal(List.of(IDENTITY.recipient()));
            assertThrows(IllegalStateException.class, () -> writer.add(Segments.samples().getFirst()));
            assertThrows(IllegalStateException.class, () -> writer.seal(List.of(IDENTITY.recipient())));
        }
    }

    /** From bytes that do not compress to bytes that compress 20 times. */
    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 5, 20})
    void segmentsStopNearTheSizeTheyShouldHave(int repeats) throws Exception {
        var random = new Random(repeats);
        int target = 256 << 10;
        try (var writer = new SegmentWriter(Segments.ID, SegmentOptions.DEFAULT.withSealedBytes(target))) {
            while (writer.hasRoomFor(4096)) {
                writer.add(new Piece.PacketPiece("ch", 0, 0, 0, 0, packet(random, repeats), 0, 4096));
            }
            int sealed = writer.seal(List.of(IDENTITY.recipient())).value().length;
            assertEquals(target, sealed, target * 0.1);
        }
    }

    @Test
    void theFirstPieceAlwaysFits() {
        try (var writer = new SegmentWriter(Segments.ID, SegmentOptions.DEFAULT)) {
            assertTrue(writer.hasRoomFor(100 << 20));
            writer.add(new Piece.FilePart("a", 0, new byte[8], 0, 8));
            assertFalse(writer.hasRoomFor(100 << 20));
            assertTrue(writer.hasRoomFor(100 << 10));
        }
    }

    @Test
    void zerosDoNotMakeASegmentThatNoReaderCanHold() {
        var options = new SegmentOptions(3, 1 << 20, 1 << 20);
        byte[] zeros = new byte[4096];
        try (var writer = new SegmentWriter(Segments.ID, options)) {
            while (writer.hasRoomFor(zeros.length)) {
                writer.add(new Piece.FilePart("zeros", 0, zeros, 0, zeros.length));
            }
            assertTrue(writer.rawBytes() <= 1 << 20, "raw " + writer.rawBytes());
        }
    }

    private static byte[] packet(Random random, int repeats) {
        byte[] part = new byte[4096 / repeats];
        random.nextBytes(part);
        byte[] packet = new byte[4096];
        for (int at = 0; at < packet.length; at += part.length) {
            System.arraycopy(part, 0, packet, at, Math.min(part.length, packet.length - at));
        }
        return packet;
    }

    private static void assertSamePieces(List<Piece> expected, List<Piece> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            Piece sent = expected.get(i);
            Piece got = actual.get(i);
            assertEquals(-1, Arrays.mismatch(sent.buffer(), sent.offset(), sent.offset() + sent.length(), got.buffer(),
                    got.offset(), got.offset() + got.length()), sent.path());
            assertEquals(withoutBytes(sent), withoutBytes(got));
        }
    }

    private static Piece withoutBytes(Piece piece) {
        return switch (piece) {
            case Piece.FilePart(String path, long offset, var _, var _, int length) ->
                new Piece.FilePart(path + length, offset, NONE, 0, 0);
            case Piece.PacketPiece(String path, long offset, long packet, long begin, long end, var _, var _, int length) ->
                new Piece.PacketPiece(path + length, offset, packet, begin, end, NONE, 0, 0);
        };
    }

    private static final byte[] NONE = {};
}
