package io.gyre.publisher.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.error.ChunkFileException;
import io.gyre.wire.ChunkId;
import io.gyre.wire.ContentDigest;
import io.gyre.wire.LineId;
import io.gyre.wire.Manifest.DamageRef;
import io.gyre.wire.Manifest.FileRef;
import io.gyre.wire.Sha256;
import io.gyre.wire.Topics;
import io.gyre.wire.Xxh128;
import io.gyre.wire.seal.OpenSegment;
import io.gyre.wire.seal.Piece;
import io.gyre.wire.seal.SegmentOptions;
import io.gyre.wire.seal.SegmentReader;
import io.gyre.wire.seal.age.X25519Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkPackerTest {
    private static final ChunkId CHUNK = new ChunkId(new LineId("h", "s", "c"), 7);
    private static final X25519Identity KEY = X25519Identity.generate();
    private static final int HEADER_BYTES = 36;
    /** Packets of a given size, with times in nanoseconds. */
    private static final String METADATA = """
            /* CTF 1.8 */
            typealias integer { size = 32; align = 8; signed = false; } := uint32_t;
            typealias integer { size = 64; align = 8; signed = false; } := uint64_t;
            trace { major = 1; minor = 8; byte_order = le; packet.header := struct { uint32_t magic; }; };
            clock { name = c; };
            typealias integer { size = 64; align = 8; signed = false; map = clock.c.value; } := time_t;
            stream {
                packet.context := struct {
                    time_t timestamp_begin; time_t timestamp_end; uint64_t content_size; uint64_t packet_size;
                };
                event.header := struct { time_t timestamp; };
            };
            event { name = e; fields := struct { uint32_t x; }; };
            """;

    @TempDir
    Path folder;

    private final List<PackedSegment> segments = new ArrayList<>();
    private final ChunkPacker packer = new ChunkPacker();

    @BeforeEach
    void writeMetadata() throws Exception {
        Files.writeString(folder.resolve("metadata"), METADATA);
    }

    @AfterEach
    void closePacker() {
        packer.close();
    }

    @Test
    void packetsOfAllFilesAreInTheOrderOfTime() throws Exception {
        write("a", packet(10, 20, 100), packet(30, 35, 100), packet(31, 50, 100));
        write("b", packet(15, 40, 100), packet(31, 60, 100));

        PackedChunk packed = pack(SegmentOptions.DEFAULT);

        assertEquals(List.of("a@0", "b@0", "a@100", "a@200", "b@100"), packets());
        assertEquals(1, segments.size());
        assertEquals(List.of(), packed.damages());
        assertEquals(10, segments.getFirst().beginNs());
        assertEquals(60, segments.getFirst().endNs());
    }

    @Test
    void filesHaveTheirXxh128AndMetadataItsSha256Too() throws Exception {
        write("a", packet(10, 20, 100), packet(30, 35, 300_000));
        Files.writeString(folder.resolve("other"), "neither metadata nor data");

        PackedChunk packed = pack(SegmentOptions.DEFAULT);

        assertEquals(List.of("a", "metadata", "other"), packed.files().stream().map(FileRef::path).toList());
        for (FileRef file : packed.files()) {
            assertEquals(Xxh128.of(Files.readAllBytes(folder.resolve(file.path()))), file.digest(), file.path());
        }
        assertEquals(Sha256.of(Files.readAllBytes(folder.resolve("metadata"))),
                packed.traces().getFirst().metadataSha256());
    }

    @Test
    void theChunksDigestIsThatOfItsContentHoweverItIsCut() throws Exception {
        write("a", packet(10, 20, 100), packet(30, 35, 300_000), packet(40, 45, 300_000));
        Files.createDirectories(folder.resolve("empty"));
        ContentDigest whole = pack(SegmentOptions.DEFAULT).contentDigest();
        int segmentsOfTheWhole = segments.size();
        segments.clear();
        assertEquals(whole, pack(tiny()).contentDigest());
        assertTrue(segments.size() > segmentsOfTheWhole);

        Files.delete(folder.resolve("empty"));
        ContentDigest withoutFolder = pack(SegmentOptions.DEFAULT).contentDigest();
        assertTrue(whole.contradicts(withoutFolder));
        Files.move(folder.resolve("a"), folder.resolve("b"));
        ContentDigest renamed = pack(SegmentOptions.DEFAULT).contentDigest();
        assertTrue(withoutFolder.contradicts(renamed));
        byte[] content = Files.readAllBytes(folder.resolve("b"));
        content[content.length - 1] ^= 1;
        Files.write(folder.resolve("b"), content);
        assertTrue(renamed.contradicts(pack(SegmentOptions.DEFAULT).contentDigest()));
    }

    @Test
    void aPacketLargerThanASegmentIsASegment() throws Exception {
        int large = SegmentCutter.PLAIN_PACKET_BYTES + (1 << 20);
        write("a", packet(10, 20, 100), packet(30, 35, large), packet(40, 50, 100));

        PackedChunk packed = pack(SegmentOptions.DEFAULT);

        assertEquals(List.of("a@0", "a@100", "a@" + (100 + large)), packets());
        assertEquals(List.of(1L, 1L, 1L, 0L), segments.stream().map(PackedSegment::packets).toList());
        assertEquals(List.of(), packed.damages());
        assertRestored();
    }

    @Test
    void aPacketLargerThanARecordIsSplitAndTold() throws Exception {
        int large = Topics.MAX_SEGMENT_BYTES + (4 << 20);
        byte[] noise = new byte[large - HEADER_BYTES];
        new Random(1).nextBytes(noise);
        byte[] packet = packet(30, 35, large);
        System.arraycopy(noise, 0, packet, HEADER_BYTES, noise.length);
        write("a", packet(10, 20, 100), packet, packet(40, 50, 100));

        PackedChunk packed = pack(SegmentOptions.DEFAULT);

        assertEquals(List.of("a@0", "a@" + (100 + large)), packets());
        assertEquals(List.of("packet-too-large"), packed.damages().stream().map(DamageRef::code).toList());
        segments.forEach(segment -> assertTrue(segment.sealed().value().length <= Topics.MAX_SEGMENT_BYTES));
        assertRestored();
    }

    @Test
    void aPacketWithoutAnEndReachesIntoAllWindows() throws Exception {
        write("a", packet(10, 0, 100));

        pack(SegmentOptions.DEFAULT);

        assertEquals(Long.MAX_VALUE, segments.getFirst().endNs());
    }

    @Test
    void aFileThatShrinksEndsThePacking() throws Exception {
        byte[][] packets = new byte[60][];
        for (int i = 0; i < packets.length; i++) {
            packets[i] = packet(i, i + 1, 100_000);
        }
        write("a", packets); // more than one segment
        Path file = folder.resolve("a");

        ChunkFileException error = assertThrows(ChunkFileException.class,
                () -> pack(new SegmentOptions(3, 20_000, 300_000), segment -> {
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        channel.truncate(200_000);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));

        assertEquals("chunk-file-shrank", error.code());
    }

    @Test
    void aFileThatGrowsEndsThePacking() throws Exception {
        write("a", many(3000));

        ChunkFileException error = assertThrows(ChunkFileException.class, () -> pack(tiny(), segment -> {
            try {
                Files.write(folder.resolve("a"), packet(1, 2, 100), StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));

        assertEquals("chunk-file-changed", error.code());
    }

    @Test
    void whatTheSinkThrowsEndsThePacking() throws Exception {
        write("a", many(30_000));
        var failure = new BrokerException(BrokerException.Kind.UNAVAILABLE, "no broker");

        BrokerException error = assertThrows(BrokerException.class, () -> pack(tiny(), segment -> {
            throw failure;
        }));

        assertSame(failure, error);
    }

    @Test
    void afterAFailureTheNextChunkIsPackedAsEver() throws Exception {
        write("a", many(3000));
        var failure = new BrokerException(BrokerException.Kind.UNAVAILABLE, "no broker");
        for (int i = 0; i < 20; i++) {
            int taken = i;
            BrokerException error = assertThrows(BrokerException.class, () -> pack(tiny(), segment -> {
                segments.add(segment);
                if (segments.size() > taken) {
                    throw failure;
                }
            }));
            assertSame(failure, error);
            segments.clear();
        }

        pack(tiny());

        assertEquals(3000, packets().size());
        assertRestored();
    }

    @Test
    void whoeverIsInterruptedIsClosingNotInTroubleWithAFile() throws Exception {
        write("a", many(30_000));

        BrokerException error = assertThrows(BrokerException.class,
                () -> pack(tiny(), segment -> Thread.currentThread().interrupt()));

        assertTrue(Thread.interrupted());
        assertEquals("publisher-closing", error.code());
    }

    @Test
    void manySmallPacketsAndALargeOneGoThroughTogether() throws Exception {
        int large = 768 << 10;
        byte[][] small = many(20_000);
        small[10_000] = packet(10_000, 10_001, large);
        write("a", small);

        PackedChunk packed = pack(SegmentOptions.DEFAULT.withSealedBytes(20_000));

        assertEquals(20_000, packets().size());
        assertEquals(20_000, packed.streams().getFirst().packets());
        assertTrue(segments.size() > 3);
        assertRestored();
    }

    @Test
    void aFolderThatVanishesEndsThePacking() {
        ChunkFileException error = assertThrows(ChunkFileException.class,
                () -> ChunkInventory.of(folder.resolve("gone")));
        assertEquals("chunk-file-vanished", error.code());
    }

    private PackedChunk pack(SegmentOptions options) throws Exception {
        return pack(options, segments::add);
    }

    private PackedChunk pack(SegmentOptions options, SegmentSink sink) throws Exception {
        return packer.pack(CHUNK, ChunkInventory.of(folder), options, List.of(KEY.recipient()), sink);
    }

    private static SegmentOptions tiny() {
        return SegmentOptions.DEFAULT.withSealedBytes(1000);
    }

    private List<String> packets() throws Exception {
        var found = new ArrayList<String>();
        for (OpenSegment segment : open()) {
            for (Piece piece : segment.pieces()) {
                if (piece instanceof Piece.PacketPiece) {
                    found.add(piece.path() + "@" + piece.fileOffset());
                }
            }
        }
        return found;
    }

    private List<OpenSegment> open() throws Exception {
        var opened = new ArrayList<OpenSegment>();
        for (PackedSegment segment : segments) {
            opened.add(SegmentReader.open(segment.sealed().value(), CHUNK.line(), segment.at(0, 0), List.of(KEY),
                    "test"));
        }
        return opened;
    }

    private void assertRestored() throws Exception {
        byte[] expected = Files.readAllBytes(folder.resolve("a"));
        byte[] actual = new byte[expected.length];
        long bytes = 0;
        for (OpenSegment segment : open()) {
            for (Piece piece : segment.pieces()) {
                if (piece.path().equals("a")) {
                    System.arraycopy(piece.buffer(), piece.offset(), actual, (int) piece.fileOffset(), piece.length());
                    bytes += piece.length();
                }
            }
        }
        assertEquals(expected.length, bytes);
        assertEquals(-1, Arrays.mismatch(expected, actual));
    }

    private void write(String file, byte[]... packets) throws Exception {
        for (byte[] packet : packets) {
            Files.write(folder.resolve(file), packet, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static byte[][] many(int count) {
        byte[][] packets = new byte[count][];
        for (int i = 0; i < count; i++) {
            packets[i] = packet(i, i + 1, 100);
        }
        return packets;
    }

    private static byte[] packet(long begin, long end, int bytes) {
        ByteBuffer packet = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        packet.putInt(0xC1FC1FC1).putLong(begin).putLong(end).putLong(HEADER_BYTES * 8L).putLong(bytes * 8L);
        return packet.array();
    }
}
