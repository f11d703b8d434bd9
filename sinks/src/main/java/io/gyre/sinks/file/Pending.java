package io.gyre.sinks.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.gyre.sinks.row.Row;
import org.apache.kafka.common.TopicPartition;

/** Rows that have been read and are not committed yet, each partition's in the order of offsets. */
final class Pending {
    /** The rows of one partition that will be committed together. */
    record Batch(BatchName name, Map<String, List<Row>> rowsByGroup, int records) {}

    private static final class Open {
        private final long firstOffset;
        private long lastOffset;
        private int records;
        private final Map<String, List<Row>> rowsByGroup = new TreeMap<>();

        Open(long firstOffset) {
            this.firstOffset = firstOffset;
        }
    }

    private final Rolling rolling;
    private final Map<TopicPartition, Open> open = new LinkedHashMap<>();
    private long bytes;
    private int records;
    private long oldestNanos;

    Pending(Rolling rolling) {
        this.rolling = rolling;
    }

    void add(TopicPartition partition, long offset, RowReader.Filed filed, long rowBytes) {
        if (records == 0) {
            oldestNanos = System.nanoTime();
        }
        Open batch = open.computeIfAbsent(partition, any -> new Open(offset));
        batch.lastOffset = offset;
        batch.records++;
        batch.rowsByGroup.computeIfAbsent(filed.group(), any -> new ArrayList<>()).add(filed.row());
        bytes += rowBytes;
        records++;
    }

    boolean isFull() {
        return bytes >= rolling.maxBytes() || records >= rolling.maxRecords();
    }

    /** {@return the time until what waits is old enough to be committed; at most {@code longest}, at least 0} */
    long nanosUntilDue(long longest) {
        if (records == 0) {
            return longest;
        }
        long age = System.nanoTime() - oldestNanos;
        return Math.clamp(rolling.maxAge().toNanos() - age, 0, longest);
    }

    /** {@return what waits}, which stays here until {@link #clear()} */
    List<Batch> batches() {
        return open.entrySet().stream().map(entry -> {
            Open batch = entry.getValue();
            return new Batch(new BatchName(entry.getKey(), batch.firstOffset, batch.lastOffset), batch.rowsByGroup,
                    batch.records);
        }).toList();
    }

    void clear() {
        open.clear();
        bytes = 0;
        records = 0;
    }
}
