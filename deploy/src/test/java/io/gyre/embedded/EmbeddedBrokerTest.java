package io.gyre.embedded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    private static final int LARGE = 8 << 20;

    @TempDir
    Path folder;

    @Test
    void keepsCommittedRecordsAcrossARestartOnOtherPorts() throws Exception {
        byte[] value = new byte[LARGE];
        new Random(1).nextBytes(value);
        int firstPort;
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, EmbeddedBroker.FREE_PORT)) {
            firstPort = broker.port();
            createTopic(broker.bootstrapServers());
            produceInTransaction(broker.bootstrapServers(), value);
        }
        try (ServerSocket taken = new ServerSocket(firstPort, 1, InetAddress.ofLiteral("127.0.0.1"));
                EmbeddedBroker broker = EmbeddedBroker.start(folder, EmbeddedBroker.FREE_PORT)) {
            assertTrue(taken.getLocalPort() != broker.port());
            assertArrayEquals(value, firstRecord(broker.bootstrapServers()));
        }
    }

    @Test
    void keepsCommittedRecordsWhenItsProcessIsKilled() throws Exception {
        byte[] value = { 1, 2, 3};
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                BrokerProcess.class.getName(), folder.toString()).redirectError(Redirect.INHERIT).start();
        try (BufferedReader lines = process.inputReader()) {
            String bootstrapServers = lines.readLine();
            createTopic(bootstrapServers);
            produceInTransaction(bootstrapServers, value);
        } finally {
            process.destroyForcibly().waitFor();
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, EmbeddedBroker.FREE_PORT)) {
            assertArrayEquals(value, firstRecord(broker.bootstrapServers()));
        }
    }

    @Test
    void namesAFolderThatAnotherBrokerUses() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, EmbeddedBroker.FREE_PORT)) {
            BrokerException refused = assertThrows(BrokerException.class, () -> EmbeddedBroker.start(folder, 0));
            assertEquals(BrokerException.Reason.FOLDER_IN_USE, refused.reason());
            createTopic(broker.bootstrapServers()); // and the first one lives on
        }
    }

    @Test
    void namesAPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            BrokerException refused = assertThrows(BrokerException.class,
                    () -> EmbeddedBroker.start(folder, taken.getLocalPort()));
            assertEquals(BrokerException.Reason.PORT_IN_USE, refused.reason());
        }
    }

    private static void createTopic(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
        }
    }

    private static void produceInTransaction(String bootstrapServers, byte[] value) throws Exception {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("transactional.id", "test");
        properties.put("max.request.size", Integer.toString(2 * LARGE));
        properties.put("buffer.memory", Integer.toString(4 * LARGE));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            Future<RecordMetadata> sent = producer.send(new ProducerRecord<>("t", value));
            producer.commitTransaction();
            sent.get();
        }
    }

    private static byte[] firstRecord(String bootstrapServers) {
        Map<String, Object> properties = Map.of("bootstrap.servers", bootstrapServers, "isolation.level",
                "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition("t", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(20)).iterator().next().value();
        }
    }
}
