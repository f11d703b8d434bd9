package io.gyre.sinks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gyre.wire.RecordException;
import io.gyre.wire.RecordParts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class WholeRecordsTest {
    private static final TopicPartition PARTITION = new TopicPartition("results", 3);
    private static final byte[] VALUE = random(1000);
    /** Offsets count from 0 in each test, so that a part's number and its offset are the same where nothing is between. */
    private static final List<byte[]> PARTS = RecordParts.split(VALUE, 300);

    private final WholeRecords whole = new WholeRecords(10_000);
    private long offset;

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private List<ConsumerRecord<byte[], byte[]>> add(String key, byte[]... values) {
        var out = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (byte[] value : values) {
            out.addAll(whole.add(new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset++, 0L,
                    TimestampType.CREATE_TIME, key.length(), value.length, key.getBytes(StandardCharsets.UTF_8), value,
                    new RecordHeaders(), Optional.empty())));
        }
        return out;
    }

    private static List<Long> offsets(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(ConsumerRecord::offset).toList();
    }

    @Test
    void valuesOfSeveralKeysAreJoinedAndNothingOvertakesThem() {
        assertEquals(List.of(0L), offsets(add("other", random(5))));
        assertEquals(OptionalLong.empty(), whole.firstHeld(PARTITION));
        assertEquals(List.of(), add("a", PARTS.get(0), PARTS.get(1)));
        assertEquals(List.of(), add("b", PARTS.get(0)));
        assertEquals(List.of(), add("other", random(6)));
        assertEquals(List.of(), add("a", PARTS.get(2), PARTS.get(3)));
        assertEquals(OptionalLong.of(1), whole.firstHeld(PARTITION));
        var out = add("b", PARTS.get(1), PARTS.get(2), PARTS.get(3));
        assertEquals(List.of(4L, 6L, 9L), offsets(out));
        assertArrayEquals(VALUE, out.get(1).value());
        assertArrayEquals(VALUE, out.getLast().value());
        assertEquals(OptionalLong.empty(), whole.firstHeld(PARTITION));
    }

    @Test
    void valuesThatAreNotWholeComeOutAsTheyAre() {
        assertEquals(List.of(0L, 1L), offsets(add("a", PARTS.get(2), PARTS.get(3))));
        assertEquals(List.of(2L, 3L), offsets(add("a", PARTS.get(0), PARTS.get(2))));
        assertEquals(List.of(4L, 5L), offsets(add("a", PARTS.get(0), random(7))));
        byte[] foreign = RecordParts.split(random(1001), 300).get(1);
        assertEquals(List.of(6L, 7L), offsets(add("a", PARTS.get(0), foreign)));
    }

    @Test
    void aValueThatBeginsAgainIsJoinedAndItsFirstBeginningComesOut() {
        var out = add("a", PARTS.get(0), PARTS.get(1), PARTS.get(0), PARTS.get(1), PARTS.get(2), PARTS.get(3));
        assertEquals(List.of(0L, 1L, 5L), offsets(out));
        assertArrayEquals(VALUE, out.getLast().value());
    }

    @Test
    void changedPartsAreNotJoined() {
        byte[] changed = PARTS.get(2).clone();
        changed[changed.length - 1] ^= 1;
        assertEquals(List.of(0L, 1L, 2L, 3L), offsets(add("a", PARTS.get(0), PARTS.get(1), changed, PARTS.get(3))));
    }

    @Test
    void whatIsMissingAtTheEndIsNotWaitedFor() {
        assertEquals(List.of(), add("a", PARTS.get(0)));
        assertEquals(List.of(), add("other", random(5)));
        assertEquals(List.of(), whole.release(List.of()));
        assertEquals(List.of(0L, 1L), offsets(whole.release(List.of(PARTITION))));
        assertEquals(OptionalLong.empty(), whole.firstHeld(PARTITION));
    }

    @Test
    void nobodyHoldsBackWithoutLimit() {
        assertEquals(List.of(), add("a", PARTS.get(0)));
        assertEquals(List.of(), add("other", random(9_000)));
        assertEquals(List.of(0L, 1L, 2L), offsets(add("other", random(1_000))));
    }

    @Test
    void partsThatContradictThemselvesAreRefused() {
        byte[] part = PARTS.get(1).clone();
        int index = part.length - 300 - 1;
        part[index] = 4;
        assertEquals("record-corrupt",
                assertThrows(RecordException.class, () -> RecordParts.parse(part, "here")).code());
        assertThrows(RecordException.class, () -> RecordParts.parse(random(100), "here"));
        assertThrows(RecordException.class,
                () -> RecordParts.join(List.of(RecordParts.parse(PARTS.get(0), "here")), "here"));
    }
}
