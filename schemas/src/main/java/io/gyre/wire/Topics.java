package io.gyre.wire;

import java.time.Duration;
import java.util.List;

/**
 * Gyre's topics, with a prefix so that several installations can share a cluster.
 *
 * <table>
 * <caption>What flows where, and why it is kept so</caption>
 * <tr><th>topic</th><th>key</th><th>value</th><th>partitions, retention, largest record</th></tr>
 * <tr><td>{@link #segments}</td><td>chunk</td><td>a sealed segment</td><td>Any number: manifests name partition and offset, nobody
 * computes them. One chunk stays together, so that it is fetched in one sequential read. Kept a week: the replay
 * horizon. A packet is never split, and LTTng's sub-buffers may be large: 16 MiB.</td></tr>
 * <tr><td>{@link #chunks}</td><td>line</td><td>{@link Manifest}</td><td>Bounds how many planners share the lines. Kept as long as the
 * segments that it names; never compacted, because a line has many manifests under one key.</td></tr>
 * <tr><td>{@link #work}</td><td>chunk</td><td>{@link WorkItem}</td><td>Bounds how many decoders share the chunks, also those of one line. Kept as
 * long as the segments: later it could not be decoded anyway.</td></tr>
 * <tr><td>{@link #partials}</td><td>line</td><td>{@link Partial}</td><td>Bounds how many stitchers share the lines. Kept as long as the work.</td></tr>
 * <tr><td>{@link #results}</td><td>line</td><td>{@link Result}</td><td>What sinks read; kept a month, so that one added later catches up.</td></tr>
 * <tr><td>{@link #shares}</td><td>slice</td><td>{@link FleetShare}</td><td>Bounds how many roll up the slices. Kept as long as the work.</td></tr>
 * <tr><td>{@link #fleet}</td><td>slice</td><td>{@link FleetResult}</td><td>A slice's revisions come in order; as results.</td></tr>
 * <tr><td>{@link #hosts}</td><td>host</td><td>{@link HostSign}</td><td>All lines of a host are seen in one place; one for each chunk, tiny, and
 * none when no rule is on hosts. Kept as long as the work.</td></tr>
 * <tr><td>{@link #alerts}</td><td>line</td><td>{@link Alert}</td><td>Few, read by people: one partition keeps them in order; as results.</td></tr>
 * <tr><td>{@link #quarantine}</td><td>line, or none</td><td>{@link Quarantine}</td><td>Few, read by people: one partition keeps them in order.</td></tr>
 * </table>
 *
 * @param prefix of every name, before a dot
 * @param partitions of the topics that shards share
 */
public record Topics(String prefix, int partitions) {
    public static final String DEFAULT_PREFIX = "gyre";
    public static final int DEFAULT_PARTITIONS = 6;
    public static final Topics DEFAULT = new Topics(DEFAULT_PREFIX, DEFAULT_PARTITIONS);

    /** The largest sealed segment; producers need {@code max.request.size} to match. */
    public static final int MAX_SEGMENT_BYTES = 16 << 20;
    /** The largest other record; a manifest names thousands of segments and files at about 100 bytes each. */
    public static final int MAX_RECORD_BYTES = 8 << 20;

    private static final Duration REPLAY = Duration.ofDays(7);
    private static final Duration ANSWERS = Duration.ofDays(30);

    /** @throws IllegalArgumentException when Kafka would not take the names, or there is no partition */
    public Topics {
        if (!prefix.matches("[a-zA-Z0-9._-]{1,200}")) {
            throw new IllegalArgumentException(
                    "a topic prefix is 1 to 200 letters, digits, '.', '_' and '-', not '" + prefix + "'");
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("a topic has at least one partition, not " + partitions);
        }
    }

    public static Topics withPrefix(String prefix) {
        return new Topics(prefix, DEFAULT_PARTITIONS);
    }

    public Topics withPartitions(int newPartitions) {
        return new Topics(prefix, newPartitions);
    }

    public Topic segments() {
        return topic("segments", Topic.Key.CHUNK, partitions, REPLAY, MAX_SEGMENT_BYTES + RECORD_OVERHEAD);
    }

    public Topic chunks() {
        return topic("chunks", Topic.Key.LINE, partitions, REPLAY, MAX_RECORD_BYTES);
    }

    public Topic work() {
        return topic("work", Topic.Key.CHUNK, partitions, REPLAY, MAX_RECORD_BYTES);
    }

    public Topic partials() {
        return topic("partials", Topic.Key.LINE, partitions, REPLAY, MAX_RECORD_BYTES);
    }

    public Topic results() {
        return topic("results", Topic.Key.LINE, partitions, ANSWERS, MAX_RECORD_BYTES);
    }

    public Topic shares() {
        return topic("shares", Topic.Key.SLICE, partitions, REPLAY, MAX_RECORD_BYTES);
    }

    public Topic fleet() {
        return topic("fleet", Topic.Key.SLICE, partitions, ANSWERS, MAX_RECORD_BYTES);
    }

    public Topic hosts() {
        return topic("hosts", Topic.Key.HOST, 1, REPLAY, MAX_RECORD_BYTES);
    }

    public Topic alerts() {
        return topic("alerts", Topic.Key.LINE, 1, ANSWERS, MAX_RECORD_BYTES);
    }

    public Topic quarantine() {
        return topic("quarantine", Topic.Key.LINE_OR_NONE, 1, ANSWERS, MAX_RECORD_BYTES);
    }

    /** {@return every topic, in the order in which data flow} */
    public List<Topic> all() {
        return List.of(segments(), chunks(), work(), partials(), results(), shares(), fleet(), hosts(), alerts(),
                quarantine());
    }

    /** What Kafka adds to a value in a batch of one record: headers, key, batch framing. */
    private static final int RECORD_OVERHEAD = 64 << 10;

    private Topic topic(String name, Topic.Key key, int topicPartitions, Duration retention, int maxRecordBytes) {
        return new Topic(prefix + "." + name, key, topicPartitions, retention, maxRecordBytes);
    }
}
