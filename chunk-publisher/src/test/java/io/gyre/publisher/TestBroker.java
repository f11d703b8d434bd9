package io.gyre.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One Kafka node inside this process: broker and controller, data in a folder, ports of its own. */
final class TestBroker implements AutoCloseable {
    private static final class Shared {
        private static final TestBroker BROKER = start();
    }

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private TestBroker(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /** {@return the broker that the tests of this JVM share; it ends with the JVM} */
    static TestBroker shared() {
        return Shared.BROKER;
    }

    static TestBroker start() {
        try {
            return start(Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir", "target")), "broker"),
                    freePort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TestBroker start(Path data, int port) {
        int controllerPort = freePort();
        Properties settings = new Properties();
        settings.putAll(Map.ofEntries(Map.entry("process.roles", "broker,controller"), Map.entry("node.id", "1"),
                Map.entry("log.dirs", data.toString()),
                Map.entry("listeners", "BROKER://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort),
                Map.entry("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("controller.listener.names", "CONTROLLER"), Map.entry("inter.broker.listener.name", "BROKER"),
                Map.entry("controller.quorum.voters", "1@localhost:" + controllerPort),
                Map.entry("offsets.topic.num.partitions", "1"), Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.num.partitions", "2"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "200"),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("broker.session.timeout.ms", "9000")));
        try {
            if (!Files.exists(data.resolve("meta.properties"))) {
                new Formatter().setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
                        .setClusterId(Uuid.randomUuid().toString()).setNodeId(1).addDirectory(data.toString())
                        .setReleaseVersion(MetadataVersion.latestProduction()).setControllerListenerName("CONTROLLER")
                        .setMetadataLogDirectory(data.toString()).run();
            }
            KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
            server.startup();
            return new TestBroker(server, "localhost:" + port);
        } catch (Exception e) {
            throw new IllegalStateException("the broker did not start", e);
        }
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
