package io.gyre.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Files to Kafka as anybody would: records of 1 MiB, acknowledged by all replicas, nothing sealed, nothing transactional. */
final class PlainProduce {
    private static final int RECORD_BYTES = 1 << 20;
    private static final int MAX_REQUEST_BYTES = 2 << 20;

    private PlainProduce() {}

    /**
     * {@return how long it took, in seconds}
     *
     * @param compression Kafka's {@code compression.type}
     */
    static double run(Map<String, Object> client, String topic, String compression, Collection<Path> paths)
            throws IOException, ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(
                    new NewTopic(topic, 3, (short) 1).configs(Map.of("max.message.bytes", "" + MAX_REQUEST_BYTES))))
                    .all().get();
        }
        Map<String, Object> config = new HashMap<>(client);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config, new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.partitionsFor(topic);
            long begin = System.nanoTime();
            Future<RecordMetadata> last = send(producer, topic, paths);
            producer.flush();
            last.get();
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    private static Future<RecordMetadata> send(KafkaProducer<byte[], byte[]> producer, String topic,
            Collection<Path> paths) throws IOException {
        Future<RecordMetadata> last = producer.send(new ProducerRecord<>(topic, new byte[0]));
        for (Path path : paths) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    try (InputStream in = Files.newInputStream(file)) {
                        byte[] buffer = new byte[RECORD_BYTES];
                        for (int n; (n = in.readNBytes(buffer, 0, RECORD_BYTES)) > 0;) {
                            last = producer.send(new ProducerRecord<>(topic, Arrays.copyOf(buffer, n)));
                        }
                    }
                }
            }
        }
        return last;
    }
}
