package io.gyre.ctf.column;

import io.gyre.ctf.read.FieldNode;
import java.util.Arrays;

/** Strings, up to but without their first NUL, in the encoding of their class; and blobs. */
public final class BytesColumn extends Column {
    private static final int FIRST_BYTES = 1024;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int[] byteEnds;
    private int used;

    BytesColumn(String name, FieldNode node, Shape shape, int capacity) {
        super(name, node, shape, capacity);
        this.byteEnds = new int[firstSize(shape, capacity)];
    }

    /** {@return the bytes of all values, one after another} */
    public byte[] bytes() {
        return bytes;
    }

    /** {@return where a value begins in {@link #bytes()}} */
    public int offset(int value) {
        return value == 0 ? 0 : byteEnds[value - 1];
    }

    /** {@return how many bytes a value has} */
    public int length(int value) {
        return byteEnds[value] - offset(value);
    }

    /** Adds a value to the row at hand, for generated code. */
    public void add(byte[] buffer, int offset, int length) {
        int at = next();
        if (at == byteEnds.length) {
            byteEnds = Arrays.copyOf(byteEnds, larger(byteEnds.length));
        }
        if (length > bytes.length - used) {
            bytes = Arrays.copyOf(bytes, Math.max(larger(bytes.length), Math.addExact(used, length)));
        }
        System.arraycopy(buffer, offset, bytes, used, length);
        used += length;
        byteEnds[at] = used;
    }

    @Override
    void abortRow(int row) {
        super.abortRow(row);
        used = offset(count());
    }

    @Override
    void clear() {
        super.clear();
        used = 0;
    }

    @Override
    long bulk() {
        return used + 4L * count();
    }
}
