package io.gyre.wire;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * One topic: its name and how to create it.
 *
 * @param partitions by default; {@link Topics} says what each may be
 * @param retention after which Kafka deletes its records
 * @param maxRecordBytes the largest record that it takes
 */
public record Topic(String name, Key key, int partitions, Duration retention, int maxRecordBytes) {

    /** What the key of its records is, always UTF-8 text. A record's partition is the default partitioner's hash of its key. */
    public enum Key {
        /** {@link LineId#key()}: all of a line in one partition, in order. */
        LINE,
        /** {@link ChunkId#key()}: the chunks of a line spread out, each chunk in one partition. */
        CHUNK,
        /** {@link FleetSlice#key()}: what all lines know of a slice in one partition. */
        SLICE,
        /** The name of a host: all of its lines in one partition. */
        HOST,
        /** {@link LineId#key()} when the line is known, else none. */
        LINE_OR_NONE
    }

    /** {@return the topic's settings, as {@code kafka-configs.sh} knows them} */
    public Map<String, String> config() {
        var config = new TreeMap<String, String>();
        config.put("cleanup.policy", "delete");
        config.put("retention.ms", Long.toString(retention.toMillis()));
        config.put("max.message.bytes", Integer.toString(maxRecordBytes));
        config.put("compression.type", "producer");
        return config;
    }
}
