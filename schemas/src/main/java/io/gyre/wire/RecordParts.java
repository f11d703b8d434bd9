package io.gyre.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A value that is larger than Kafka takes, as several records. All of them have the same key and are written in order, in one transaction, with
 * no other record of that key between them; who reads committed records finds all or none.
 *
 * <pre>
 * part   = magic digest length count index *OCTET
 * magic  = 'G' 'R' 'P' %x01     ; the last byte is the version of this form
 * digest = 32OCTET              ; SHA-256 of the whole value
 * length = i32                  ; of the whole value; big-endian, as the next two
 * count  = i32                  ; of the parts
 * index  = i32                  ; from 0
 * </pre>
 */
public final class RecordParts {
    private static final int MAGIC = 'G' << 24 | 'R' << 16 | 'P' << 8 | 1;
    private static final int HEAD_BYTES = Integer.BYTES + Sha256.BYTES + 3 * Integer.BYTES;

    private RecordParts() {}

    /** One part; {@code bytes} are its share of the whole. */
    public record Part(Sha256 digest, int length, int count, int index, byte[] bytes) {}

    /** {@return the value in parts that bear at most so many bytes of it each} */
    public static List<byte[]> split(byte[] value, int mostBytes) {
        byte[] digest = Sha256.of(value).toBytes();
        int count = Math.max(1, Math.ceilDiv(value.length, mostBytes));
        var parts = new ArrayList<byte[]>(count);
        for (int index = 0; index < count; index++) {
            int from = index * mostBytes;
            int bytes = Math.min(mostBytes, value.length - from);
            parts.add(ByteBuffer.allocate(HEAD_BYTES + bytes).putInt(MAGIC).put(digest).putInt(value.length)
                    .putInt(count).putInt(index).put(value, from, bytes).array());
        }
        return parts;
    }

    /** {@return whether this is a part, and not a whole value} */
    public static boolean isPart(byte[] value) {
        return value.length >= HEAD_BYTES && ByteBuffer.wrap(value).getInt() == MAGIC;
    }

    /** @param resource where the value comes from, for errors */
    public static Part parse(byte[] value, String resource) throws RecordException {
        if (!isPart(value)) {
            throw corrupt(resource, "does not begin as a part of a value");
        }
        ByteBuffer in = ByteBuffer.wrap(value, Integer.BYTES, value.length - Integer.BYTES);
        byte[] digest = new byte[Sha256.BYTES];
        in.get(digest);
        var part = new Part(Sha256.wrap(digest), in.getInt(), in.getInt(), in.getInt(),
                Arrays.copyOfRange(value, HEAD_BYTES, value.length));
        // Each part but an empty value's only one bears something, so that no count is larger than the length.
        if (part.index < 0 || part.index >= part.count || part.length < part.bytes.length
                || part.count > Math.max(1, part.length)) {
            throw corrupt(resource, "is part %d of %d with %d of %d bytes".formatted(part.index, part.count,
                    part.bytes.length, part.length));
        }
        return part;
    }

    /**
     * {@return the value that all these parts, in order, make up}
     *
     * @param parts at least one
     * @param resource where the value comes from, for errors
     */
    public static byte[] join(List<Part> parts, String resource) throws RecordException {
        Part first = parts.getFirst();
        long bytes = parts.stream().mapToLong(part -> part.bytes.length).sum();
        if (parts.size() != first.count || bytes != first.length) {
            throw corrupt(resource, "%d parts with %d bytes are not a value in %d parts with %d bytes".formatted(
                    parts.size(), bytes, first.count, first.length));
        }
        ByteBuffer value = ByteBuffer.allocate(first.length);
        parts.forEach(part -> value.put(part.bytes));
        if (!Sha256.of(value.array()).equals(first.digest)) {
            throw corrupt(resource, "the parts of a value do not make up the one that was split");
        }
        return value.array();
    }

    private static RecordException corrupt(String resource, String message) {
        return new RecordException(RecordException.Kind.CORRUPT, resource, message);
    }
}
