package io.gyre.ctf.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which babeltrace2 prints several labels of one value.
 *
 * <p>It is not the metadata's: babeltrace2 keeps the labels of an enumeration in a {@code std::unordered_map}, and prints them as
 * that iterates. With GNU's C++ library this is a chained hash table over the 64-bit MurmurHash2 of the label's bytes, of prime
 * sizes; a new label goes ahead of the others of its bucket, and a new bucket ahead of all others. The labels of CTF 2 metadata have
 * come out of such a table, that of a JSON object, before they come into this one.
 */
enum LabelOrder {
    CTF_1(1), CTF_2(2);

    private static final long SEED = 0xC70F6907L;
    private static final long MULTIPLIER = 0xC6A4A7935BD1E995L;
    private static final int[] SIZES = { 13, 29, 59, 127, 257, 541, 1109, 2357, 5087, 10273, 20753, 42043, 85229,
            172933, 351061,
            712697, 1447153};

    private final int tables;

    LabelOrder(int tables) {
        this.tables = tables;
    }

    static LabelOrder ofMajorVersion(int version) {
        return version == 1 ? CTF_1 : CTF_2;
    }

    /** {@return the labels as babeltrace2 orders them} */
    List<String> of(List<String> labels) {
        List<String> ordered = labels;
        for (int i = 0; i < tables; i++) {
            ordered = throughTable(ordered);
        }
        return ordered;
    }

    private static List<String> throughTable(List<String> labels) {
        long[] hashes = new long[labels.size()];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = hash(labels.get(i).getBytes(StandardCharsets.UTF_8));
        }
        List<Integer> order = new ArrayList<>();
        int next = 0;
        for (int size : SIZES) {
            // The table takes as many labels as it has buckets; then it grows, and all labels move in the order so far.
            var table = new Table(size, hashes);
            order.forEach(table::add);
            for (; next < Math.min(size, hashes.length); next++) {
                table.add(next);
            }
            order = table.order();
            if (next == hashes.length) {
                break;
            }
        }
        return order.stream().map(labels::get).toList();
    }

    private static final class Table {
        private final int size;
        private final long[] hashes;
        /** Labels by bucket, the last added first to be read; buckets by when they came up. */
        private final Map<Integer, List<Integer>> buckets = new HashMap<>();
        private final List<List<Integer>> byAge = new ArrayList<>();

        Table(int size, long[] hashes) {
            this.size = size;
            this.hashes = hashes;
        }

        void add(int label) {
            int bucket = (int) Long.remainderUnsigned(hashes[label], size);
            List<Integer> chain = buckets.get(bucket);
            if (chain == null) {
                chain = new ArrayList<>();
                buckets.put(bucket, chain);
                byAge.add(chain);
            }
            chain.add(label);
        }

        List<Integer> order() {
            var order = new ArrayList<Integer>();
            byAge.reversed().forEach(chain -> order.addAll(chain.reversed()));
            return order;
        }
    }

    /** MurmurHash2 of 64 bits, as libstdc++ hashes strings. */
    static long hash(byte[] bytes) {
        long hash = SEED ^ bytes.length * MULTIPLIER;
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (words.remaining() >= Long.BYTES) {
            hash = (hash ^ mix(words.getLong() * MULTIPLIER) * MULTIPLIER) * MULTIPLIER;
        }
        if (words.hasRemaining()) {
            long last = 0;
            for (int shift = 0; words.hasRemaining(); shift += Byte.SIZE) {
                last |= Byte.toUnsignedLong(words.get()) << shift;
            }
            hash = (hash ^ last) * MULTIPLIER;
        }
        return mix(mix(hash) * MULTIPLIER);
    }

    private static long mix(long value) {
        return value ^ value >>> 47;
    }
}
