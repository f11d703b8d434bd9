package io.gyre.ctf.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.DataStreamException.Kind;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.testing.Classes;
import io.gyre.ctf.testing.LttngPacket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PacketFileTest {
    private static final int CONTENT_SIZE_AT = 32 + 16;
    private static final int PACKET_SIZE_AT = 32 + 24;
    private static final TraceClass TRACE = Classes.trace(Classes.lttngPacketHeader(),
            Classes.stream(0, Classes.lttngPacketContext(), Classes.lttngCompactHeader()));

    @TempDir
    Path folder;

    @Test
    void headerSaysWhatLttngWrote() throws Exception {
        byte[] packet = new LttngPacket(200, 5_000).sequence(7).discarded(3).cpu(2).event(1, 5_100).build(128);
        PacketHeader header = PacketHeaders.read(packet, 0, packet.length, 4096, 9, "ch_2", TRACE);
        assertEquals(new PacketHeader("ch_2", 9, 4096, 128, (LttngPacket.HEADER_BYTES + 4) * 8L,
                LttngPacket.HEADER_BYTES * 8L, 0, 2L, 5_000L, 5_100L, 7L, 3L, 2), header);
        assertTrue(!header.isEmpty());
    }

    @Test
    void packetsComeOneAfterAnother() throws Exception {
        Path file = file("ch_0", packet(1), packet(2), packet(3));
        try (var packets = PacketFile.open(file, TRACE)) {
            for (long i = 1; i <= 3; i++) {
                Packet packet = Objects.requireNonNull(packets.next());
                assertEquals(i, packet.header().sequenceNumber());
                assertEquals(128, packet.length());
                assertEquals(0, packet.offset() % 8);
                assertTrue(packet.buffer().length >= packet.offset() + packet.length() + Packet.PADDING);
            }
            assertNull(packets.next());
            assertNull(packets.next());
        }
        assertEquals(List.of(0L, 128L, 256L),
                PacketScan.scan(file, TRACE).stream().map(PacketHeader::byteOffset).toList());
    }

    @Test
    void traceFilesAreChainedBySequenceNumber() throws Exception {
        Path late = file("ch_0_0", packet(5), packet(6));
        Path empty = file("ch_0_2");
        Path early = file("ch_0_1", packet(3), packet(4));
        assertEquals(List.of("3", "4", "5", "6"), read(List.of(late, empty, early)));
    }

    @Test
    void filesAndPacketsMayBeEmpty() throws Exception {
        assertEquals(List.of(), read(List.of(file("ch_0"))));
        assertEquals(List.of("1"), read(List.of(file("ch_1", new LttngPacket(100, 1).sequence(1).build(4096)))));
    }

    @Test
    void lastPacketIsHandedOutAsFarAsItIsThere() throws Exception {
        byte[] two = concatenate(packet(1), packet(2));
        for (int cut = 129; cut < 256; cut++) {
            Path file = file("cut-" + cut, Arrays.copyOf(two, cut));
            boolean headerWhole = cut - 128 >= LttngPacket.HEADER_BYTES;
            boolean contentWhole = cut - 128 >= LttngPacket.HEADER_BYTES + 4;
            List<String> expected = headerWhole
                    ? contentWhole ? List.of("1", "2", "TRUNCATED") : List.of("1", "2")
                    : List.of("1", "TRUNCATED");
            assertEquals(expected, read(List.of(file)), "cut at " + cut);
        }
    }

    @Test
    void wrongMagicCostsItsPacketAlone() throws Exception {
        byte[] damaged = packet(2);
        damaged[0] ^= 1;
        assertEquals(List.of("1", "BAD_MAGIC", "3"), read(List.of(file("ch_0", packet(1), damaged, packet(3)))));
    }

    @Test
    void packetOfAnotherTraceIsToldOnceAndRead() throws Exception {
        byte[] foreign = packet(2);
        foreign[10] ^= 1;
        assertEquals(List.of("1", "BAD_UUID", "2", "2", "3"),
                read(List.of(file("ch_0", packet(1), foreign, foreign, packet(3)))));
    }

    @Test
    void unknownStreamClassCostsItsPacketAlone() throws Exception {
        byte[] unknown = packet(2);
        unknown[20] = 9;
        assertEquals(List.of("1", "UNKNOWN_STREAM_CLASS", "3"),
                read(List.of(file("ch_0", packet(1), unknown, packet(3)))));
    }

    @Test
    void impossibleSizesAreErrorsAndReadingGoesOn() throws Exception {
        record Case(int at, long value, String expected) {}
        for (Case c : List.of(new Case(CONTENT_SIZE_AT, 8 * 1000, "BAD_SIZE"), new Case(CONTENT_SIZE_AT, 8, "BAD_SIZE"),
                new Case(CONTENT_SIZE_AT, -1, "BAD_SIZE"), new Case(PACKET_SIZE_AT, 0, "BAD_SIZE"),
                new Case(PACKET_SIZE_AT, 128 * 8 + 1, "BAD_SIZE"), new Case(PACKET_SIZE_AT, -1, "TOO_LARGE"),
                new Case(PACKET_SIZE_AT, 1L << 60, "TOO_LARGE"))) {
            byte[] damaged = packet(2);
            ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN).putLong(c.at, c.value);
            assertEquals(List.of("1", c.expected, "3"), read(List.of(file("ch_0", packet(1), damaged, packet(3)))),
                    c.toString());
        }
    }

    @Test
    void sizeBeyondTheFileDoesNotHideTheNextPacket() throws Exception {
        byte[] damaged = packet(2);
        ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN).putLong(PACKET_SIZE_AT, 1L << 30);
        assertEquals(List.of("1", "2", "TRUNCATED", "3"),
                read(List.of(file("ch_0", packet(1), damaged, packet(3)))));
    }

    @Test
    void errorsTellTheirPlace() throws Exception {
        byte[] damaged = packet(2);
        damaged[0] ^= 1;
        Path file = file("ch_0", packet(1), damaged);
        var error = assertThrows(DataStreamException.class, () -> PacketScan.scan(file, TRACE));
        assertEquals(Kind.BAD_MAGIC, error.kind());
        assertEquals(1, error.place().packetIndex());
        assertEquals(128, error.place().byteOffset());
        assertEquals(file.toString(), error.place().file());
    }

    @Test
    void anyCorruptByteIsATypedErrorAtMost() throws Exception {
        byte[] three = concatenate(packet(1), packet(2), packet(3));
        for (int i = 0; i < three.length; i++) {
            byte[] damaged = three.clone();
            damaged[i] ^= (byte) 0x81;
            List<String> packets = read(List.of(file("corrupt", damaged)));
            assertTrue(packets.size() >= 2 && packets.size() <= 4, () -> "packets " + packets);
        }
    }

    private static byte[] packet(long sequence) {
        return new LttngPacket(128, 1000 * sequence).sequence(sequence).event(1, 1000 * sequence + 1).build(128);
    }

    private List<String> read(List<Path> files) throws IOException {
        var found = new ArrayList<String>();
        try (var packets = PacketFile.open(files, TRACE)) {
            while (true) {
                try {
                    Packet packet = packets.next();
                    if (packet == null) {
                        return found;
                    }
                    found.add(String.valueOf(packet.header().sequenceNumber()));
                } catch (DataStreamException e) {
                    found.add(e.kind().name());
                }
            }
        }
    }

    private Path file(String name, byte[]... packets) throws IOException {
        return Files.write(folder.resolve(name), concatenate(packets));
    }

    private static byte[] concatenate(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
