package io.gyre.sinks.topic;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.gyre.sinks.SinkException;
import io.gyre.wire.Topics;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A topic sink in a process of its own, which ends in the middle of whatever it does. */
final class TopicSinkProcess {
    static final int HALTED = 137;
    private static final AtomicInteger LEFT = new AtomicInteger();

    private TopicSinkProcess() {}

    /** Arguments: bootstrap servers, prefix of the topics, topic to forward to, number of the step that is its last. */
    public static void main(String[] arguments) throws SinkException {
        LEFT.set(Integer.parseInt(arguments[3]));
        TopicSinkListener commits = new TopicSinkListener() {
            @Override
            public void committed(int results, int written) {
                step();
            }
        };
        TopicSinkConfig config = TopicSinkConfig.of(
                Map.of("bootstrap.servers", arguments[0], "max.poll.records", "7", "interceptor.classes",
                        Steps.class.getName()),
                Topics.withPrefix(arguments[1]), List.of(new Route(Route.OTHERS, arguments[2], Route.Encoding.JSON)),
                arguments[1], "1");
        try (TopicSink sink = TopicSink.open(config, commits)) {
            sink.run();
        }
    }

    private static void step() {
        if (LEFT.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(HALTED);
        }
    }

    /** What the sink's clients do: read some records, send one, hear that one has arrived. */
    public static final class Steps
            implements
                ConsumerInterceptor<byte[], byte[]>,
                ProducerInterceptor<byte[], byte[]> {
        @Override
        public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
            step();
            return records;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> sent) {
            step();
            return sent;
        }

        @Override
        public void onAcknowledgement(@Nullable RecordMetadata place, @Nullable Exception problem) {
            step();
        }

        @Override
        public void configure(Map<String, ?> settings) {}

        @Override
        public void close() {}
    }
}
