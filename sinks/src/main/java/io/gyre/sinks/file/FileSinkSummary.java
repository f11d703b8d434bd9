package io.gyre.sinks.file;

import java.util.Map;

import org.apache.kafka.common.TopicPartition;

/**
 * What a file sink has done since it was opened.
 *
 * @param records committed, of all topics
 * @param results among them that are results
 * @param files made of them
 * @param unreadable records among them that could not be read
 * @param missed offsets that Kafka had deleted before the sink came to them
 * @param retries after failed writes
 * @param nextOffsets where each partition goes on
 */
public record FileSinkSummary(long records, long results, long files, long unreadable, long missed, long retries,
        Map<TopicPartition, Long> nextOffsets) {
    public FileSinkSummary {
        nextOffsets = Map.copyOf(nextOffsets);
    }
}
