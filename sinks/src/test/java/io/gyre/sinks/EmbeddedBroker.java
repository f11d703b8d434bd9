package io.gyre.sinks;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One real Kafka node in this process, shared by the tests of a JVM; it ends with the JVM. Topics are each test's own. */
public final class EmbeddedBroker {
    private static final int NODE = 1;
    private static @Nullable EmbeddedBroker shared;

    private final String bootstrapServers;

    private EmbeddedBroker(Path data) throws Exception {
        int brokerPort = freePort();
        int controllerPort = freePort();
        bootstrapServers = "localhost:" + brokerPort;
        Properties settings = new Properties();
        settings.putAll(Map.ofEntries(Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE)), Map.entry("log.dirs", data.toString()),
                Map.entry("listeners",
                        "BROKER://localhost:" + brokerPort + ",CONTROLLER://localhost:" + controllerPort),
                Map.entry("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("inter.broker.listener.name", "BROKER"),
                Map.entry("controller.quorum.voters", NODE + "@localhost:" + controllerPort),
                Map.entry("offsets.topic.num.partitions", "3"), Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.num.partitions", "3"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"), Map.entry("message.max.bytes", "4194304"),
                Map.entry("group.initial.rebalance.delay.ms", "0"), Map.entry("auto.create.topics.enable", "false"),
                Map.entry("broker.session.timeout.ms", "9000")));
        new Formatter().setClusterId(Uuid.randomUuid().toString()).setNodeId(NODE).addDirectory(data.toString())
                .setReleaseVersion(MetadataVersion.latestProduction()).setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(data.toString()).run();
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        server.startup();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> shutdown(server, data), "broker-shutdown"));
    }

    /** {@return the broker of this JVM, started by the first who asks} */
    public static synchronized EmbeddedBroker shared() {
        EmbeddedBroker broker = shared;
        if (broker == null) {
            try {
                broker = new EmbeddedBroker(Files.createTempDirectory(Path.of("target"), "broker"));
            } catch (Exception e) {
                throw new IllegalStateException("the embedded broker did not start", e);
            }
            shared = broker;
        }
        return broker;
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public Map<String, Object> clientConfig() {
        return Map.of("bootstrap.servers", bootstrapServers);
    }

    public void createTopic(String name, int partitions) {
        createTopic(name, partitions, Map.of());
    }

    public void createTopic(String name, int partitions, Map<String, String> settings) {
        try (Admin admin = Admin.create(clientConfig())) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(settings))).all()
                    .get(30,
                            TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("topic " + name + " could not be created", e);
        }
    }

    /** {@return all records of a topic that are committed now, in order of partition and offset} */
    public List<ConsumerRecord<byte[], byte[]>> committedRecords(String topic) {
        Map<String, Object> config = new HashMap<>(clientConfig());
        config.put("isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (PartitionInfo info : consumer.partitionsFor(topic)) {
                TopicPartition partition = new TopicPartition(topic, info.partition());
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
                while (consumer.position(partition) < end) {
                    consumer.poll(Duration.ofMillis(200)).forEach(all::add);
                }
            }
        }
        return all;
    }

    private static void shutdown(KafkaRaftServer server, Path data) {
        server.shutdown();
        try {
            DurableFiles.deleteTree(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
