package io.gyre.ctf.metadata;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.Place;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Packetised metadata (CTF 1.8 §7.1): a row of packets, each with this packed header and a piece of the text, which may be cut
 * anywhere.
 *
 * <pre>
 * byte  0  u32   magic 0x75D11D57, in the byte order of all packets
 *       4  u8[16] the trace's UUID, the same in all packets
 *      20  u32   checksum, unused
 *      24  u32   content size in bits, header included
 *      28  u32   packet size in bits
 *      32  u8    compression scheme, 0
 *      33  u8    encryption scheme, 0
 *      34  u8    checksum scheme, 0
 *      35  u8    major version, 1
 *      36  u8    minor version, 8
 * </pre>
 */
final class MetadataPackets {
    static final int MAGIC = 0x75D11D57;
    private static final int HEADER_BYTES = 37;
    private static final int MAGIC_BYTES = 4;

    private final ByteBuffer file;
    private final String fileName;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private @Nullable UUID uuid;
    private long index;

    private MetadataPackets(byte[] file, String fileName, ByteOrder order) {
        this.file = ByteBuffer.wrap(file).order(order);
        this.fileName = fileName;
    }

    /** The text of all packets. */
    record Content(byte[] text, UUID uuid) {}

    /** {@return the byte order that the magic number tells, or null when the file is not packetised} */
    static @Nullable ByteOrder order(byte[] file) {
        if (file.length < MAGIC_BYTES) {
            return null;
        }
        return switch (ByteBuffer.wrap(file).getInt()) {
            case MAGIC -> ByteOrder.BIG_ENDIAN;
            case 0x571DD175 -> ByteOrder.LITTLE_ENDIAN;
            default -> null;
        };
    }

    static Content read(byte[] file, String fileName, ByteOrder order) throws MetadataException {
        var packets = new MetadataPackets(file, fileName, order);
        int at = 0;
        // Each packet is at least as long as its header, so the loop ends. Fewer bytes than a magic number are no packet.
        while (file.length - at >= MAGIC_BYTES) {
            at += packets.packet(at);
            packets.index++;
        }
        return new Content(packets.text.toByteArray(), packets.uuid == null ? new UUID(0, 0) : packets.uuid);
    }

    /** {@return the packet's length in bytes} */
    private int packet(int at) throws MetadataException {
        int rest = file.capacity() - at;
        if (file.getInt(at) != MAGIC) {
            throw error(at,
                    "metadata packet begins with 0x%08X, expected 0x%08X in %s byte order".formatted(file.getInt(at),
                            MAGIC,
                            file.order() == ByteOrder.BIG_ENDIAN ? "big-endian" : "little-endian"));
        } else if (rest < HEADER_BYTES) {
            throw error(at, "header of the metadata packet is cut after " + rest + " bytes, expected " + HEADER_BYTES);
        }
        checkUuid(at);
        checkByte(at + 35, 1, "major version");
        checkByte(at + 36, 8, "minor version");
        checkByte(at + 32, 0, "compression scheme");
        checkByte(at + 33, 0, "encryption scheme");
        checkByte(at + 34, 0, "checksum scheme");
        long contentBits = Integer.toUnsignedLong(file.getInt(at + 24));
        long packetBits = Integer.toUnsignedLong(file.getInt(at + 28));
        checkSize(at + 24, "content", contentBits);
        checkSize(at + 28, "packet", packetBits);
        if (contentBits > packetBits) {
            throw error(at + 24, "content of the metadata packet has " + contentBits + " bits, more than the packet's "
                    + packetBits);
        } else if (contentBits / Byte.SIZE > rest) {
            throw error(at, "metadata packet is cut: its content has " + contentBits / Byte.SIZE + " bytes, but " + rest
                    + " are left of the file");
        }
        text.write(file.array(), at + HEADER_BYTES, (int) (contentBits / Byte.SIZE) - HEADER_BYTES);
        // Padding that is missing at the end of the file is no loss.
        return (int) Math.min(packetBits / Byte.SIZE, rest);
    }

    private void checkUuid(int at) throws MetadataException {
        ByteBuffer bigEndian = file.duplicate().order(ByteOrder.BIG_ENDIAN);
        var found = new UUID(bigEndian.getLong(at + 4), bigEndian.getLong(at + 12));
        if (uuid != null && !uuid.equals(found)) {
            throw error(at + 4,
                    "UUID of the metadata packet is " + found + ", expected " + uuid + " as in the packets before");
        }
        uuid = found;
    }

    private void checkByte(int at, int expected, String what) throws MetadataException {
        int value = Byte.toUnsignedInt(file.get(at));
        if (value != expected) {
            throw error(at, what + " of the metadata packet is " + value + ", expected " + expected);
        }
    }

    private void checkSize(int at, String what, long bits) throws MetadataException {
        if (bits < HEADER_BYTES * Byte.SIZE || bits % Byte.SIZE != 0) {
            throw error(at,
                    what + " size of the metadata packet is " + bits + " bits, expected a multiple of 8 of at least "
                            + HEADER_BYTES * Byte.SIZE);
        }
    }

    private MetadataException error(int at, String message) {
        return new MetadataException(MetadataException.Kind.CONTAINER, Place.data(fileName, index, at, -1), message);
    }
}
