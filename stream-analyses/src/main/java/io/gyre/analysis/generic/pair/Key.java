package io.gyre.analysis.generic.pair;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The values of a pair's key fields, as bytes whose order is that of the values.
 *
 * <pre>
 * key   = *value
 * value = %x01 8OCTET             ; an integer, most significant byte first, its sign bit inverted
 *       / %x02 length *OCTET      ; a string's first 200 bytes, their number before them
 * </pre>
 */
final class Key implements Comparable<Key> {
    static final byte INTEGER = 1;
    static final byte STRING = 2;
    static final int LONGEST_STRING = 200;
    private static final long LARGE = 1L << 40;

    private final byte[] bytes;

    Key(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    /** {@return whether these are the bytes of a key} */
    boolean isWhole() {
        var rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            int length = switch (rest.get()) {
                case INTEGER -> Long.BYTES;
                case STRING -> rest.hasRemaining() ? rest.get() & 0xFF : Integer.MAX_VALUE;
                default -> Integer.MAX_VALUE;
            };
            if (length > rest.remaining()) {
                return false;
            }
            rest.position(rest.position() + length);
        }
        return true;
    }

    void json(ArrayNode array) {
        var rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            if (rest.get() == INTEGER) {
                array.add(integer(rest));
            } else {
                array.add(string(rest));
            }
        }
    }

    private static long integer(ByteBuffer rest) {
        return rest.getLong() ^ Long.MIN_VALUE;
    }

    private static String string(ByteBuffer rest) {
        byte[] text = new byte[rest.get() & 0xFF];
        rest.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** For people: what is too large to be counted is an address, in hexadecimal. */
    @Override
    public String toString() {
        var text = new StringJoiner(", ");
        var rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            if (rest.get() == INTEGER) {
                long value = integer(rest);
                text.add(Math.abs(value) >= LARGE
                        ? "0x" + HexFormat.of().toHexDigits(value).replaceFirst("^0+", "")
                        : Long.toString(value));
            } else {
                text.add(string(rest));
            }
        }
        return text.toString();
    }

    @Override
    public int compareTo(Key other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Key key && Arrays.equals(key.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
