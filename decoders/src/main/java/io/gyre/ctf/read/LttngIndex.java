package io.gyre.ctf.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * LTTng's index of the packets of one data stream file, {@code index/NAME.idx}. It says nothing that the packets do not say
 * themselves, so a missing or damaged one costs time only.
 *
 * <pre>
 * index  := magic:u32 0xC1F1DCC1  major:u32 1  minor:u32  entryBytes:u32  entry*      big-endian
 * entry  := offset:u64  packetBits:u64  contentBits:u64  beginCycles:u64  endCycles:u64  discardedEvents:u64  streamClassId:u64
 *           [ streamId:u64  sequenceNumber:u64 ]                                      from minor 1 on
 * </pre>
 */
public record LttngIndex(int minorVersion, List<Entry> entries) {
    private static final int MAGIC = 0xC1F1DCC1;
    private static final int MAJOR = 1;
    private static final int HEADER_BYTES = 16;
    private static final int ENTRY_BYTES_1_0 = 56;
    private static final int ENTRY_BYTES_1_1 = 72;
    private static final int ENTRY_BYTES_LIMIT = 4096;
    /** 466,000 packets. Beyond, walking the packets costs less memory. */
    private static final long FILE_BYTES_LIMIT = 1L << 25;

    public LttngIndex {
        entries = List.copyOf(entries);
    }

    /**
     * One packet.
     *
     * @param streamId null in version 1.0
     * @param sequenceNumber null in version 1.0
     */
    public record Entry(long byteOffset, long packetBits, long contentBits, long beginCycles, long endCycles,
            long discardedEvents, long streamClassId, @Nullable Long streamId, @Nullable Long sequenceNumber) {}

    /** {@return the index, or empty when it is not there or not valid} */
    public static Optional<LttngIndex> read(Path file) throws IOException {
        return read(file, _ -> {});
    }

    /** @param warning is told why an index that is there is not used */
    public static Optional<LttngIndex> read(Path file, Consumer<String> warning) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        long size = Files.size(file);
        String problem = size > FILE_BYTES_LIMIT ? "larger than " + FILE_BYTES_LIMIT + " bytes" : null;
        ByteBuffer bytes = problem == null ? ByteBuffer.wrap(Files.readAllBytes(file)) : ByteBuffer.allocate(0);
        problem = problem == null ? problemOf(bytes) : problem;
        if (problem != null) {
            warning.accept(file + ": index not used: " + problem);
            return Optional.empty();
        }
        int minor = bytes.getInt(8);
        int stride = bytes.getInt(12);
        var entries = new ArrayList<Entry>();
        for (int at = HEADER_BYTES; at < bytes.limit(); at += stride) {
            entries.add(entry(bytes, at, stride));
        }
        return Optional.of(new LttngIndex(minor, entries));
    }

    /**
     * {@return why the index does not fit a data stream file of so many bytes, or null when it does}
     *
     * @param first the file's first packet; null when it cannot be read
     */
    public @Nullable String mismatch(long dataBytes, @Nullable PacketHeader first) {
        String mismatch = mismatch(dataBytes);
        if (mismatch != null || entries.isEmpty()) {
            return mismatch;
        }
        Entry entry = entries.getFirst();
        return first != null && entry.packetBits == first.packetBytes() * 8
                && entry.contentBits == first.contentBits() && entry.streamClassId == first.dataStreamClassId()
                && Objects.equals(entry.beginCycles, first.beginCycles())
                && (entry.streamId == null || entry.streamId.equals(first.dataStreamId()))
                        ? null
                        : "its first entry does not tell what the first packet does";
    }

    /** {@return why the index does not fit a data stream file of so many bytes, or null when it does} */
    public @Nullable String mismatch(long dataBytes) {
        long expected = 0;
        for (Entry entry : entries) {
            if (entry.byteOffset != expected) {
                return "the packet at byte " + entry.byteOffset + " should begin at byte " + expected;
            }
            expected += entry.packetBits / 8;
        }
        return expected == dataBytes
                ? null
                : "it covers " + expected + " bytes of a file of " + dataBytes + " bytes";
    }

    private static @Nullable String problemOf(ByteBuffer bytes) {
        if (bytes.limit() < HEADER_BYTES) {
            return "it has " + bytes.limit() + " bytes, its header alone takes " + HEADER_BYTES;
        }
        if (bytes.getInt(0) != MAGIC) {
            return "its magic number is 0x" + Integer.toHexString(bytes.getInt(0));
        }
        if (bytes.getInt(4) != MAJOR) {
            return "its version is " + Integer.toUnsignedString(bytes.getInt(4)) + ", not " + MAJOR;
        }
        int stride = bytes.getInt(12);
        int least = bytes.getInt(8) == 0 ? ENTRY_BYTES_1_0 : ENTRY_BYTES_1_1;
        if (stride < least || stride > ENTRY_BYTES_LIMIT) {
            return "its entries are " + Integer.toUnsignedString(stride) + " bytes long, not " + least;
        }
        if ((bytes.limit() - HEADER_BYTES) % stride != 0) {
            return "its last entry is cut";
        }
        return problemOfEntries(bytes, stride);
    }

    private static @Nullable String problemOfEntries(ByteBuffer bytes, int stride) {
        long lastOffset = -1;
        for (int at = HEADER_BYTES; at < bytes.limit(); at += stride) {
            Entry entry = entry(bytes, at, stride);
            int number = (at - HEADER_BYTES) / stride;
            if (entry.packetBits <= 0 || entry.packetBits % 8 != 0 || entry.contentBits < 0
                    || entry.contentBits > entry.packetBits) {
                return "entry " + number + " has a packet of " + Long.toUnsignedString(entry.packetBits)
                        + " bits with " + Long.toUnsignedString(entry.contentBits) + " bits of content";
            }
            if (entry.byteOffset <= lastOffset) {
                return "entry " + number + " goes back to byte " + entry.byteOffset;
            }
            // A packet that lttng-crash found open has no end yet.
            if (entry.endCycles != 0 && Long.compareUnsigned(entry.beginCycles, entry.endCycles) > 0) {
                return "entry " + number + " ends before it begins";
            }
            lastOffset = entry.byteOffset;
        }
        return null;
    }

    private static Entry entry(ByteBuffer bytes, int at, int stride) {
        boolean numbered = stride >= ENTRY_BYTES_1_1;
        return new Entry(bytes.getLong(at), bytes.getLong(at + 8), bytes.getLong(at + 16), bytes.getLong(at + 24),
                bytes.getLong(at + 32), bytes.getLong(at + 40), bytes.getLong(at + 48),
                numbered ? Long.valueOf(bytes.getLong(at + 56)) : null,
                numbered ? Long.valueOf(bytes.getLong(at + 64)) : null);
    }
}
