package io.gyre.analysis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Reads what {@link PartialOutput} has written. Never reads past its end, and never allocates more than it holds. */
public final class PartialInput {
    private final byte[] buffer;
    private final int end;
    private int position;

    /** Reads one value. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(PartialInput in) throws PartialFormatException;
    }

    public PartialInput(byte[] buffer) {
        this(buffer, 0, buffer.length);
    }

    PartialInput(byte[] buffer, int offset, int end) {
        this.buffer = buffer;
        this.position = offset;
        this.end = end;
    }

    public long readUnsigned() throws PartialFormatException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = readByte();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw corrupt("a number is longer than 64 bits");
    }

    public long readSigned() throws PartialFormatException {
        long value = readUnsigned();
        return value >>> 1 ^ -(value & 1);
    }

    public int readInt() throws PartialFormatException {
        long value = readSigned();
        if (value != (int) value) {
            throw corrupt("the number " + value + " does not fit in 32 bits");
        }
        return (int) value;
    }

    /**
     * {@return the number of elements that follow}
     *
     * @param bytesEach the fewest bytes that one element takes, at least 1: what cannot fit in the rest is refused
     */
    public int readCount(int bytesEach) throws PartialFormatException {
        long count = readUnsigned();
        if (count < 0 || count > remaining() / Math.max(1, bytesEach)) {
            throw corrupt(count + " elements cannot fit in the " + remaining() + " bytes left");
        }
        return (int) count;
    }

    /**
     * {@return the elements that follow their number}, in a list of the caller's own
     *
     * @param bytesEach as of {@link #readCount}
     */
    public <T> List<T> readList(int bytesEach, Reader<T> element) throws PartialFormatException {
        var list = new ArrayList<T>();
        for (int left = readCount(bytesEach); left > 0; left--) {
            list.add(element.read(this));
        }
        return list;
    }

    /**
     * {@return the entries that follow their number}, each a key and then a value, in a map of the caller's own
     *
     * @param bytesEach as of {@link #readCount}, of key and value together
     */
    public <K extends Comparable<? super K>, V> NavigableMap<K, V> readMap(int bytesEach, Reader<K> key,
            Reader<V> value)
            throws PartialFormatException {
        var map = new TreeMap<K, V>();
        for (int left = readCount(bytesEach); left > 0; left--) {
            map.put(key.read(this), value.read(this));
        }
        return map;
    }

    public boolean readFlag() throws PartialFormatException {
        return readByte() != 0;
    }

    public String readString() throws PartialFormatException {
        int length = readCount(1);
        position += length;
        return new String(buffer, position - length, length, StandardCharsets.UTF_8);
    }

    public byte[] readBytes() throws PartialFormatException {
        int length = readCount(1);
        position += length;
        return Arrays.copyOfRange(buffer, position - length, position);
    }

    public int remaining() {
        return end - position;
    }

    byte readByte() throws PartialFormatException {
        if (position >= end) {
            throw corrupt("the bytes end too early");
        }
        return buffer[position++];
    }

    private PartialFormatException corrupt(String what) {
        return new PartialFormatException(PartialFormatException.Kind.CORRUPT, "byte " + position + ": " + what);
    }
}
