package io.gyre.wire.seal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The sealed segment: the value of a record of the segments topic.
 *
 * <pre>
 * Value   := age v1 file of Frames               {@link io.gyre.wire.seal.age.AgeFile}
 * Frames  := zstd frames that hold Payload one after another, cut anywhere
 * Payload := Head Piece* End                     all numbers little-endian, each part a multiple of 8 bytes long
 *
 * Head    := magic     8 bytes  "GYRE-SEG"
 *            version   u32      1
 *            length    u32      of the whole Head
 *            chunk     i64      LTTng's chunk id
 *            index     u32      of the segment in its chunk
 *            keyBytes  u32
 *            key       UTF-8    {@link io.gyre.wire.LineId#key()}
 *            padding            zeros up to a multiple of 8
 *
 * Piece   := kind      u32      1: a part of a file; 2: one whole packet
 *            pathBytes u32
 *            length    i64      of the content
 *            offset    i64      of the content in its file
 *            packet    i64      index of the packet in its file, from 0; 0 for a part of a file
 *            beginNs   i64      of the packet, nanoseconds since the epoch; the smallest number when it does not say; 0 for a part of a file
 *            endNs     i64      the largest number when it does not say
 *            path      UTF-8    of the file below its chunk's folder, with '/'
 *            padding            zeros up to a multiple of 8
 *            content   length bytes
 *            padding            zeros up to a multiple of 8
 *
 * End     := kind      u32      0
 *            pieces    u32      how many
 *            checksum  u32      CRC-32C of all before, from the magic to {@code pieces}
 *            zero      u32
 * </pre>
 *
 * <p>Segment 0 of a chunk holds what is not packets: metadata, indexes, tails of damaged files. Packets follow in the order of time. So a
 * reader with segment 0 and any other segment of a chunk can decode the latter. The head names the segment, the manifest
 * names the SHA-256 of the value: neither swapping nor replaying segments goes unnoticed.
 */
final class SegmentFormat {
    /** "GYRE-SEG" as a little-endian number. */
    static final long MAGIC = 0x4745532d45525947L;
    static final int VERSION = 1;
    static final int OLDEST_VERSION = 1;

    static final int VERSION_AT = 8;
    static final int HEAD_LENGTH_AT = 12;
    static final int CHUNK_AT = 16;
    static final int INDEX_AT = 24;
    static final int KEY_BYTES_AT = 28;
    static final int KEY_AT = 32;

    static final int PATH_BYTES_AT = 4;
    static final int LENGTH_AT = 8;
    static final int OFFSET_AT = 16;
    static final int PACKET_AT = 24;
    static final int BEGIN_AT = 32;
    static final int END_AT = 40;
    static final int PATH_AT = 48;

    static final int PIECES_AT = 4;
    static final int CHECKSUM_AT = 8;
    static final int ZERO_AT = 12;
    static final int END_BYTES = 16;

    static final int KIND_END = 0;
    static final int KIND_FILE = 1;
    static final int KIND_PACKET = 2;

    /** Linux allows no longer path. */
    static final int MAX_PATH_BYTES = 4096;
    /** Bounds what a reader allocates; room for the largest sub-buffer that LTTng can be configured with in practice. */
    static final int MAX_RAW_BYTES = 256 << 20;
    static final int MAX_KEY_BYTES = 64 << 10;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private SegmentFormat() {}

    static int getInt(byte[] buffer, int at) {
        return (int) INT.get(buffer, at);
    }

    static long getLong(byte[] buffer, int at) {
        return (long) LONG.get(buffer, at);
    }

    static void putInt(byte[] buffer, int at, int value) {
        INT.set(buffer, at, value);
    }

    static void putLong(byte[] buffer, int at, long value) {
        LONG.set(buffer, at, value);
    }

    /** {@return the length with its padding} */
    static long padded(long length) {
        return (length + 7) & -8L;
    }
}
