package io.gyre.streams;

import io.gyre.wire.RecordException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.function.Predicate;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** One real Kafka node in this JVM, for all tests; it ends with the JVM. Every test has topics of its own. */
final class TestBroker {
    private static final String NODE = "1";
    private static @Nullable TestBroker shared;

    private final String bootstrap;

    private TestBroker(Path data) throws Exception {
        int port = freePort();
        int controller = freePort();
        bootstrap = "localhost:" + port;
        var settings = new Properties();
        settings.putAll(Map.ofEntries(Map.entry("process.roles", "broker,controller"), Map.entry("node.id", NODE),
                Map.entry("log.dirs", data.toString()),
                Map.entry("listeners", "BROKER://localhost:" + port + ",CONTROLLER://localhost:" + controller),
                Map.entry("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("inter.broker.listener.name", "BROKER"),
                Map.entry("controller.quorum.voters", NODE + "@localhost:" + controller),
                Map.entry("offsets.topic.num.partitions", "3"), Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.num.partitions", "3"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"), Map.entry("default.replication.factor", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"), Map.entry("auto.create.topics.enable", "false"),
                Map.entry("broker.session.timeout.ms", "9000"), Map.entry("message.max.bytes", "17000000")));
        new Formatter().setClusterId(Uuid.randomUuid().toString()).setNodeId(Integer.parseInt(NODE))
                .addDirectory(data.toString()).setReleaseVersion(MetadataVersion.latestProduction())
                .setControllerListenerName("CONTROLLER").setMetadataLogDirectory(data.toString()).run();
        var server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        server.startup();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-shutdown"));
    }

    static synchronized TestBroker shared() {
        TestBroker broker = shared;
        if (broker == null) {
            try {
                broker = new TestBroker(Files.createTempDirectory("broker"));
            } catch (Exception e) {
                throw new IllegalStateException("the broker did not start", e);
            }
            shared = broker;
        }
        return broker;
    }

    Map<String, Object> client() {
        return Map.of("bootstrap.servers", bootstrap);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        var config = new HashMap<>(client());
        config.put("isolation.level", "read_committed");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** {@return what the values of a topic's committed records say, read anew with each that comes until that is wanted or the time is over} */
    <T> T await(String topic, Values<T> reading, Predicate<T> wanted, Duration limit) throws RecordException {
        long deadline = System.nanoTime() + limit.toNanos();
        var values = new ArrayList<byte[]>();
        try (var consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                T now = reading.of(values);
                long left = deadline - System.nanoTime();
                if (wanted.test(now) || left <= 0) {
                    return now;
                }
                consumer.poll(Duration.ofNanos(left)).forEach(found -> values.add(found.value()));
            }
        }
    }

    /** Reads the values of a topic; each partition's are in order. */
    @FunctionalInterface
    interface Values<T> {
        T of(List<byte[]> values) throws RecordException;
    }

    /** {@return the values of a topic's committed records, partition after partition} */
    List<byte[]> committed(String topic) {
        var values = new ArrayList<byte[]>();
        try (var consumer = consumer()) {
            for (PartitionInfo info : consumer.partitionsFor(topic)) {
                var partition = new TopicPartition(topic, info.partition());
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
                while (consumer.position(partition) < end) {
                    consumer.poll(Duration.ofMillis(200)).forEach(found -> values.add(found.value()));
                }
            }
        }
        return values;
    }

    /** Below the ports that systems give to clients, so that none of these takes it between here and the broker's start. */
    private static int freePort() {
        var random = new Random();
        while (true) {
            int port = 20_000 + random.nextInt(12_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException _) {
                // Taken: another one.
            }
        }
    }
}
