package io.gyre.streams;

import io.gyre.wire.Sha256;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Values of any size in a state store whose changelog takes records of a limited one. A value that is large lies in numbered parts beside its
 * entry; a transaction of Kafka Streams holds all of them or none.
 *
 * <pre>
 * entry = %x00 *OCTET                      ; at the key: the value
 *       / %x01 length:i32 sha256:32OCTET   ; at the key: that of a value in parts
 * part  = *OCTET                           ; at key 00 index:i32, each of PART_BYTES but the last
 * </pre>
 *
 * <p>What has not changed is not written again.
 */
final class LargeValues {
    /** Far below what a record may have, so that restoring a store takes little memory at a time. */
    static final int PART_BYTES = 1 << 20;

    private static final byte WHOLE = 0;
    private static final byte PARTS = 1;
    private static final int PARTS_ENTRY_BYTES = 1 + Integer.BYTES + Sha256.BYTES;

    private final KeyValueStore<Bytes, byte[]> store;

    LargeValues(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /**
     * {@return the value}; null when there is none
     *
     * @throws StateException when its parts do not make up what was stored
     */
    byte @Nullable [] get(Bytes key) {
        byte[] entry = store.get(key);
        if (entry == null) {
            return null;
        }
        return isWhole(entry) ? Arrays.copyOfRange(entry, 1, entry.length) : join(key, entry);
    }

    private byte[] join(Bytes key, byte[] entry) {
        int length = length(entry);
        var parts = new ArrayList<byte[]>();
        for (int i = 0; i < partsOf(entry); i++) {
            byte[] part = store.get(part(key, i));
            if (part == null || part.length != partBytes(length, i)) {
                throw new StateException(
                        "part " + i + " of the stored value of " + key + " is missing or of another size");
            }
            parts.add(part);
        }
        var joined = ByteBuffer.allocate(length);
        parts.forEach(joined::put);
        if (!Arrays.equals(entry, inParts(joined.array()))) {
            throw new StateException("the parts of the stored value of " + key + " are not what was stored");
        }
        return joined.array();
    }

    private static int partBytes(int length, int index) {
        return Math.min(PART_BYTES, length - index * PART_BYTES);
    }

    /** @param value at most 2 GiB, as an array is */
    void put(Bytes key, byte[] value) {
        byte[] before = store.get(key);
        byte[] entry = value.length <= PART_BYTES ? whole(value) : inParts(value);
        if (Arrays.equals(before, entry)) {
            return;
        }
        for (int i = 0; i < partsOf(entry); i++) {
            int from = i * PART_BYTES;
            store.put(part(key, i), Arrays.copyOfRange(value, from, from + partBytes(value.length, i)));
        }
        deleteParts(key, partsOf(entry), before);
        store.put(key, entry);
    }

    void delete(Bytes key) {
        byte[] before = store.get(key);
        if (before != null) {
            deleteParts(key, 0, before);
            store.delete(key);
        }
    }

    private void deleteParts(Bytes key, int from, byte @Nullable [] before) {
        for (int i = from; before != null && i < partsOf(before); i++) {
            store.delete(part(key, i));
        }
    }

    private static byte[] whole(byte[] value) {
        return ByteBuffer.allocate(1 + value.length).put(WHOLE).put(value).array();
    }

    private static byte[] inParts(byte[] value) {
        return ByteBuffer.allocate(PARTS_ENTRY_BYTES).put(PARTS).putInt(value.length)
                .put(Sha256.of(value).toBytes()).array();
    }

    private static boolean isWhole(byte[] entry) {
        return entry.length > 0 && entry[0] == WHOLE;
    }

    private static int partsOf(byte[] entry) {
        return isWhole(entry) ? 0 : Math.ceilDiv(length(entry), PART_BYTES);
    }

    private static int length(byte[] entry) {
        int length = entry.length == PARTS_ENTRY_BYTES && entry[0] == PARTS ? ByteBuffer.wrap(entry).getInt(1) : -1;
        if (length <= PART_BYTES) {
            throw new StateException("a stored entry of " + entry.length + " bytes is of no known form");
        }
        return length;
    }

    private static Bytes part(Bytes key, int index) {
        byte[] name = key.get();
        return Bytes.wrap(ByteBuffer.allocate(name.length + 1 + Integer.BYTES).put(name).put((byte) 0).putInt(index)
                .array());
    }
}
