package io.gyre.publisher.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Predicate;
import java.util.zip.CRC32C;

/**
 * Lines of text that survive a crash in mid-write: {@code <CRC-32C of the text, 8 hex digits> <text>\n}.
 *
 * <p>What follows the last good line is a torn write, which the next {@link #append} cuts off. A bad line before a good one is
 * damage.
 */
final class ChecksummedLines {
    private static final int TEXT_AT = 9;
    private static final long MAX_BYTES = 1L << 28;
    private static final HexFormat HEX = HexFormat.of();

    private final FileChannel channel;
    private long end;

    /** How a file of lines was found. */
    enum Condition {
        SOUND, DAMAGED
    }

    /** @param knownEnd how many bytes an earlier reader has taken */
    ChecksummedLines(FileChannel channel, long knownEnd) {
        this.channel = channel;
        this.end = knownEnd;
    }

    /** {@return where the good lines end} */
    long end() {
        return end;
    }

    /** Hands every line from the known end on to {@code taker}, which says whether it makes sense. */
    Condition read(Predicate<String> taker) throws IOException {
        long unread = channel.size() - end;
        if (unread < 0 || unread > MAX_BYTES) {
            return Condition.DAMAGED;
        }
        byte[] bytes = new byte[(int) unread];
        int filled = 0;
        while (filled < bytes.length) {
            int n = channel.read(ByteBuffer.wrap(bytes, filled, bytes.length - filled), end + filled);
            if (n < 0) {
                break;
            }
            filled += n;
        }
        int start = 0;
        boolean bad = false;
        long base = end;
        for (int i = 0; i < filled; i++) {
            if (bytes[i] == '\n') {
                boolean good = take(bytes, start, i, taker);
                if (good && bad) {
                    return Condition.DAMAGED;
                }
                bad |= !good;
                start = i + 1;
                end = good ? base + start : end;
            }
        }
        return Condition.SOUND;
    }

    /** Adds a line after the last good one, and returns when it is on disk. */
    void append(String text) throws IOException {
        if (channel.size() > end) {
            channel.truncate(end);
        }
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        byte[] head = (HEX.toHexDigits(checksum(body, 0, body.length)) + " ").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer line = ByteBuffer.allocate(head.length + body.length + 1).put(head).put(body).put((byte) '\n')
                .flip();
        long position = end;
        while (line.hasRemaining()) {
            position += channel.write(line, position);
        }
        channel.force(true);
        end = position;
    }

    private static boolean take(byte[] bytes, int start, int end, Predicate<String> taker) {
        if (end - start < TEXT_AT || bytes[start + TEXT_AT - 1] != ' ') {
            return false;
        }
        int textAt = start + TEXT_AT;
        String expected = new String(bytes, start, TEXT_AT - 1, StandardCharsets.US_ASCII);
        String actual = HEX.toHexDigits(checksum(bytes, textAt, end - textAt));
        return expected.equals(actual)
                && taker.test(new String(bytes, textAt, end - textAt, StandardCharsets.UTF_8));
    }

    private static int checksum(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
