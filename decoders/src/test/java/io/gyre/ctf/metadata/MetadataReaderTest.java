package io.gyre.ctf.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.ctf.MetadataException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataReaderTest {
    private static final String TRACE = "trace { major = 1; minor = 8; byte_order = le; };\n";
    private static final int PACKET_BYTES = 64;
    private static final int HEADER_BYTES = 37;

    @ParameterizedTest
    @ValueSource(strings = { "BIG_ENDIAN", "LITTLE_ENDIAN"})
    void packetsOfEitherByteOrderAreJoinedWhereverTheyCutTheText(String orderName) throws Exception {
        ByteOrder order = orderName.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        String text = TRACE + "env { a = \"ä ö ü ß é è ê\"; };\n";
        assertEquals(text, MetadataReader.text(packets(text, order), "m"));
        assertEquals("ä ö ü ß é è ê", MetadataReader.read(packets(text, order), "m").environmentString("a"));
    }

    @Test
    void plainTextIsReadWithAndWithoutSignature() throws Exception {
        assertEquals(1, MetadataReader.read(TRACE.getBytes(StandardCharsets.UTF_8), "m").majorVersion());
        assertEquals(1,
                MetadataReader.read(("/* CTF 1.8 */ " + TRACE).getBytes(StandardCharsets.UTF_8), "m").majorVersion());
    }

    @Test
    void lastPacketMayLackItsPadding() throws Exception {
        byte[] file = packets(TRACE, ByteOrder.LITTLE_ENDIAN);
        int contentOfLast = TRACE.length() % (PACKET_BYTES - HEADER_BYTES);
        byte[] cut = Arrays.copyOf(file, file.length - PACKET_BYTES + HEADER_BYTES + contentOfLast);
        assertEquals(TRACE, MetadataReader.text(cut, "m"));
    }

    @Test
    void fewerBytesThanAMagicNumberAfterTheLastPacketAreIgnored() throws Exception {
        byte[] file = packets(TRACE, ByteOrder.LITTLE_ENDIAN);
        byte[] longer = Arrays.copyOf(file, file.length + 1);
        longer[file.length] = '\n';
        assertEquals(TRACE, MetadataReader.text(longer, "m"));
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(delimiter = '|', textBlock = """
            64  | 4 | 0x75D11D56 | m, packet 1, byte 64: metadata packet begins with 0x75D11D56, expected 0x75D11D57 in little-endian byte order
            64  | 4 | 0x571DD175 | m, packet 1, byte 64: metadata packet begins with 0x571DD175, expected 0x75D11D57 in little-endian byte order
            68  | 4 | 0x00000000 | m, packet 1, byte 68: UUID of the metadata packet is 00000000-0506-0708-090a-0b0c0d0e0f10, expected 01020304-0506-0708-090a-0b0c0d0e0f10 as in the packets before
            88  | 4 | 288        | m, packet 1, byte 88: content size of the metadata packet is 288 bits, expected a multiple of 8 of at least 296
            88  | 4 | 300        | m, packet 1, byte 88: content size of the metadata packet is 300 bits, expected a multiple of 8 of at least 296
            88  | 4 | 520        | m, packet 1, byte 88: content of the metadata packet has 520 bits, more than the packet's 512
            92  | 4 | 0          | m, packet 1, byte 92: packet size of the metadata packet is 0 bits, expected a multiple of 8 of at least 296
            92  | 4 | 513        | m, packet 1, byte 92: packet size of the metadata packet is 513 bits, expected a multiple of 8 of at least 296
            96  | 1 | 1          | m, packet 1, byte 96: compression scheme of the metadata packet is 1, expected 0
            97  | 1 | 1          | m, packet 1, byte 97: encryption scheme of the metadata packet is 1, expected 0
            98  | 1 | 1          | m, packet 1, byte 98: checksum scheme of the metadata packet is 1, expected 0
            99  | 1 | 2          | m, packet 1, byte 99: major version of the metadata packet is 2, expected 1
            100 | 1 | 7          | m, packet 1, byte 100: minor version of the metadata packet is 7, expected 8
            """)
    void brokenPacketHeaderIsAnErrorWithItsPlace(int at, int length, String value, String message) {
        ByteBuffer file = ByteBuffer.wrap(packets(TRACE, ByteOrder.LITTLE_ENDIAN)).order(ByteOrder.LITTLE_ENDIAN);
        if (length == 1) {
            file.put(at, Integer.decode(value).byteValue());
        } else {
            file.putInt(at, Integer.decode(value));
        }
        assertContainerError(message, () -> MetadataReader.read(file.array(), "m"));
    }

    @Test
    void packetWhoseHeaderIsCutIsAnError() {
        byte[] cut = Arrays.copyOf(packets(TRACE, ByteOrder.LITTLE_ENDIAN), PACKET_BYTES + 20);
        assertContainerError("m, packet 1, byte 64: header of the metadata packet is cut after 20 bytes, expected 37",
                () -> MetadataReader.read(cut, "m"));
    }

    @Test
    void packetWhoseContentIsCutIsAnError() {
        byte[] cut = Arrays.copyOf(packets(TRACE, ByteOrder.LITTLE_ENDIAN), PACKET_BYTES + 40);
        assertContainerError(
                "m, packet 1, byte 64: metadata packet is cut: its content has 60 bytes, but 40 are left of the file",
                () -> MetadataReader.read(cut, "m"));
    }

    @Test
    void uuidOfPacketsMustBeTheTraces() {
        String other = "trace { major = 1; minor = 8; byte_order = le; uuid = \"11111111-0506-0708-090a-0b0c0d0e0f10\"; };";
        assertContainerError(
                "m, packet 0, byte 4: UUID of the metadata packets is 01020304-0506-0708-090a-0b0c0d0e0f10, "
                        + "expected the trace's, 11111111-0506-0708-090a-0b0c0d0e0f10",
                () -> MetadataReader.read(packets(other, ByteOrder.LITTLE_ENDIAN), "m"));
    }

    @Test
    void emptyFileIsAnErrorOfItsOwn() {
        MetadataException error = assertThrows(MetadataException.class, () -> MetadataReader.read(new byte[0], "m"));
        assertEquals("metadata-missing", error.code());
    }

    @Test
    void unknownFirstByteIsAnErrorThatTellsIt() {
        assertContainerError("m, byte 0: metadata begins with byte 0xC1, expected a metadata packet, TSDL or CTF 2",
                () -> MetadataReader.read(new byte[]{ (byte) 0xC1, 2, 3, 4, 5}, "m"));
    }

    @Test
    void textThatBeginsWithARecordSeparatorIsCtf2() throws Exception {
        String preamble = "\u001E{\"type\": \"preamble\", \"version\": 2}\n";
        byte[] file = (preamble + "\u001E{\"type\": \"data-stream-class\"}\n").getBytes(StandardCharsets.UTF_8);
        assertEquals(2, MetadataReader.read(file, "m").majorVersion());
        assertEquals("m:2:1: no data-stream-class fragment, expected at least one",
                assertThrows(MetadataException.class,
                        () -> MetadataReader.read(preamble.getBytes(StandardCharsets.UTF_8), "m")).getMessage());
    }

    @Test
    void ctf2MustBeUtf8() {
        byte[] file = "\u001E{\"type\": \"preamble\u00FF\", \"version\": 2}\n".getBytes(StandardCharsets.ISO_8859_1);
        assertContainerError("m, byte 19: metadata has a byte 0xFF here, expected UTF-8",
                () -> MetadataReader.read(file, "m"));
    }

    @Test
    void anyBytesGiveATraceClassOrAMetadataException() throws Exception {
        var random = new Random(8);
        byte[] valid = packets(TRACE + "env { a = 1; };", ByteOrder.LITTLE_ENDIAN);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] file = Arrays.copyOf(valid, random.nextInt(4) == 0 ? random.nextInt(valid.length) : valid.length);
            for (int flips = 1 + random.nextInt(4); flips > 0 && file.length > 0; flips--) {
                file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                assertEquals(1, MetadataReader.read(file, "m").majorVersion());
            } catch (MetadataException _) {
                refused++;
            }
        }
        assertTrue(refused > 1000, () -> "the bytes are hardly damaged");
    }

    private static void assertContainerError(String message, Executable reading) {
        MetadataException error = assertThrows(MetadataException.class, reading);
        assertEquals(message, error.getMessage());
        assertEquals("metadata-container", error.code());
    }

    /** The text in packets of 64 bytes. */
    private static byte[] packets(String text, ByteOrder order) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int room = PACKET_BYTES - HEADER_BYTES;
        int count = (bytes.length + room - 1) / room;
        ByteBuffer file = ByteBuffer.allocate(count * PACKET_BYTES).order(order);
        for (int i = 0; i < count; i++) {
            int length = Math.min(room, bytes.length - i * room);
            file.position(i * PACKET_BYTES).putInt(0x75D11D57);
            for (byte b = 1; b <= 16; b++) {
                file.put(b);
            }
            file.putInt(0).putInt((HEADER_BYTES + length) * 8).putInt(PACKET_BYTES * 8);
            file.put((byte) 0).put((byte) 0).put((byte) 0).put((byte) 1).put((byte) 8).put(bytes, i * room, length);
        }
        return file.array();
    }
}
