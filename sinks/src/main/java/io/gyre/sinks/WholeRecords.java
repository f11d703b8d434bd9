package io.gyre.sinks;

import io.gyre.wire.RecordException;
import io.gyre.wire.RecordParts;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;

/**
 * Joins values that came as {@link RecordParts}. While one is incomplete, what came after its first part is held back, so that whoever stops
 * goes on at that part and meets nothing twice. Parts that cannot be joined, since Kafka has deleted some of theirs, come out as they are: no
 * reader takes one for a record. For readers of committed records; not thread-safe.
 */
public final class WholeRecords {
    /** Many times what can come between the parts of a value: then some of them are missing, and what is held comes out as it is. */
    private static final int MOST_HELD_RECORDS = 1 << 16;

    private final long mostHeldBytes;

    /** What came of one partition and is not handed out yet, in order. */
    private static final class Held {
        /** Of a part of a value that may be joined by now: it is not handed out before the others, and so is read again after a stop. */
        private final long firstOffset;
        private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        private final Map<ByteBuffer, OpenValue> open = new HashMap<>();
        private long bytes;

        Held(long firstOffset) {
            this.firstOffset = firstOffset;
        }
    }

    /** A value of which parts are missing still. */
    private record OpenValue(List<RecordParts.Part> parts, List<ConsumerRecord<byte[], byte[]>> records) {}

    private final Map<TopicPartition, Held> partitions = new HashMap<>();

    /** Holds back a quarter of the heap at most: what is more is not joined. */
    public WholeRecords() {
        this(Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 4));
    }

    WholeRecords(long mostHeldBytes) {
        this.mostHeldBytes = mostHeldBytes;
    }

    /** {@return the records that are whole now}, in the order of their offsets; a joined one has the offset of its last part. */
    public List<ConsumerRecord<byte[], byte[]>> add(ConsumerRecord<byte[], byte[]> next) {
        TopicPartition partition = new TopicPartition(next.topic(), next.partition());
        Held held = partitions.get(partition);
        boolean isPart = next.value() != null && RecordParts.isPart(next.value());
        if (held == null && !isPart) {
            return List.of(next);
        }
        if (held == null) {
            held = new Held(next.offset());
            partitions.put(partition, held);
        }
        held.records.add(next);
        held.bytes += Math.max(0, next.serializedValueSize());
        ByteBuffer key = ByteBuffer.wrap(next.key() == null ? new byte[0] : next.key());
        if (isPart) {
            addPart(held, key, next);
        } else {
            held.open.remove(key);
        }
        if (held.open.isEmpty() || held.records.size() > MOST_HELD_RECORDS || heldBytes() > mostHeldBytes) {
            partitions.remove(partition);
            return held.records;
        }
        return List.of();
    }

    private long heldBytes() {
        return partitions.values().stream().mapToLong(held -> held.bytes).sum();
    }

    /**
     * {@return what is held back of partitions that the consumer has read to their end}, as it is. At the end of a log in which no transaction
     * is open, what is missing was deleted.
     *
     * @param consumer that all records come from
     * @param client how to reach the brokers
     */
    public List<ConsumerRecord<byte[], byte[]>> releaseTorn(KafkaConsumer<byte[], byte[]> consumer,
            Map<String, Object> client) throws SinkException {
        Set<TopicPartition> idle = partitions.keySet().stream()
                .filter(partition -> consumer.currentLag(partition).orElse(1) == 0).collect(Collectors.toSet());
        if (idle.isEmpty()) {
            return List.of();
        }
        Map<TopicPartition, Long> ends = TopicFacts.logEndsOf(client,
                idle.stream().map(TopicPartition::topic).distinct().toList());
        idle.removeIf(partition -> consumer.position(partition) < ends.getOrDefault(partition, Long.MAX_VALUE));
        return release(idle);
    }

    List<ConsumerRecord<byte[], byte[]>> release(Collection<TopicPartition> ended) {
        List<ConsumerRecord<byte[], byte[]>> released = new ArrayList<>();
        for (TopicPartition partition : ended) {
            Held held = partitions.remove(partition);
            if (held != null) {
                released.addAll(held.records);
            }
        }
        return released;
    }

    private static void addPart(Held held, ByteBuffer key, ConsumerRecord<byte[], byte[]> next) {
        String place = next.topic() + "-" + next.partition() + "@" + next.offset();
        try {
            RecordParts.Part part = RecordParts.parse(next.value(), place);
            OpenValue open = part.index() == 0
                    ? new OpenValue(new ArrayList<>(), new ArrayList<>())
                    : held.open.get(key);
            if (open == null || part.index() != open.parts.size()
                    || (part.index() > 0 && !open.parts.getFirst().digest().equals(part.digest()))) {
                held.open.remove(key);
                return;
            }
            held.open.put(key, open);
            open.parts.add(part);
            open.records.add(next);
            if (open.parts.size() == part.count()) {
                held.open.remove(key);
                byte[] value = RecordParts.join(open.parts, place);
                held.records.removeAll(open.records);
                held.records.add(whole(next, value));
            }
        } catch (RecordException unjoinable) {
            held.open.remove(key);
        }
    }

    private static ConsumerRecord<byte[], byte[]> whole(ConsumerRecord<byte[], byte[]> last, byte[] value) {
        return new ConsumerRecord<>(last.topic(), last.partition(), last.offset(), last.timestamp(),
                TimestampType.CREATE_TIME, last.serializedKeySize(), value.length, last.key(), value, last.headers(),
                last.leaderEpoch());
    }

    /** {@return where to go on reading the partition after a stop}, when something of it is held back. */
    public OptionalLong firstHeld(TopicPartition partition) {
        Held held = partitions.get(partition);
        return held == null ? OptionalLong.empty() : OptionalLong.of(held.firstOffset);
    }

    /** Forgets what is held back of these: they will be read again, here or elsewhere. */
    public void forget(Collection<TopicPartition> lost) {
        lost.forEach(partitions::remove);
    }

    /** Forgets all that is held back. */
    public void forgetAll() {
        partitions.clear();
    }
}
