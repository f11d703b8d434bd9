package io.gyre.wire;

/** Where a Kafka record lies. */
public record RecordRef(String topic, int partition, long offset) {

    /** {@return {@code topic-partition@offset}, as Kafka's own tools print it} */
    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
