package io.gyre.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TopicsTest {

    @Test
    void theNamesAreTheContract() {
        assertEquals(
                List.of("gyre.segments", "gyre.chunks", "gyre.work", "gyre.partials", "gyre.results", "gyre.shares",
                        "gyre.fleet", "gyre.hosts", "gyre.alerts", "gyre.quarantine"),
                Topics.DEFAULT.all().stream().map(Topic::name).toList());
    }

    @Test
    void aPrefixKeepsInstallationsApart() {
        assertEquals("team-a.gyre.work", Topics.withPrefix("team-a.gyre").work().name());
    }

    @Test
    void sharedTopicsHaveAsManyPartitionsAsAsked() {
        Topics topics = Topics.DEFAULT.withPartitions(3);
        for (Topic topic : List.of(topics.segments(), topics.chunks(), topics.work(), topics.partials(),
                topics.results(), topics.shares(), topics.fleet())) {
            assertEquals(3, topic.partitions(), topic.name());
        }
        assertEquals(1, topics.quarantine().partitions());
    }

    @Test
    void aSegmentsTopicIsCreatedLikeThis() {
        assertEquals(Map.of("cleanup.policy", "delete", "retention.ms", "604800000", "max.message.bytes", "16842752",
                "compression.type", "producer"), Topics.DEFAULT.segments().config());
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a b", "ü", "a/b"})
    void namesThatKafkaRefusesAreRefused(String prefix) {
        assertThrows(IllegalArgumentException.class, () -> Topics.withPrefix(prefix));
    }

    @Test
    void aTopicHasAPartition() {
        assertThrows(IllegalArgumentException.class, () -> Topics.DEFAULT.withPartitions(0));
    }
}
