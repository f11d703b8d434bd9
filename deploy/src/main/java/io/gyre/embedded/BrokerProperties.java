package io.gyre.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The broker's configuration: Kafka's defaults, but for one node on a small machine and for segments of 1 MiB and more. */
final class BrokerProperties {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final String CLIENT_LISTENER = "PLAINTEXT";
    private static final String LOOPBACK = "127.0.0.1";

    /** The largest record batch: sealed segments are about 1 MiB, but a segment holds whole packets and may be larger. */
    private static final int MAX_MESSAGE_BYTES = 64 << 20;

    private BrokerProperties() {}

    static String address(int port) {
        return LOOPBACK + ":" + port;
    }

    static Properties of(Path folder, int clientPort, int controllerPort) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", Integer.toString(NODE_ID),
                "controller.quorum.voters", NODE_ID + "@" + address(controllerPort),
                "listeners", CLIENT_LISTENER + "://" + address(clientPort) + "," + CONTROLLER_LISTENER + "://"
                        + address(controllerPort),
                "advertised.listeners", CLIENT_LISTENER + "://" + address(clientPort),
                "listener.security.protocol.map", CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT",
                "controller.listener.names", CONTROLLER_LISTENER,
                "inter.broker.listener.name", CLIENT_LISTENER,
                "log.dirs", folder.toString()));
        properties.putAll(singleNode());
        properties.putAll(largeRecords());
        properties.putAll(smallMachine());
        return properties;
    }

    private static Map<String, String> singleNode() {
        return Map.of(
                "default.replication.factor", "1",
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "auto.create.topics.enable", "false",
                "group.initial.rebalance.delay.ms", "0");
    }

    private static Map<String, String> largeRecords() {
        String bytes = Integer.toString(MAX_MESSAGE_BYTES);
        return Map.of("message.max.bytes", bytes, "replica.fetch.max.bytes", bytes);
    }

    /** Fewer internal partitions and threads, smaller buffers: start in seconds, idle at no cost. */
    private static Map<String, String> smallMachine() {
        return Map.of(
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.num.partitions", "1",
                "num.network.threads", "2",
                "num.io.threads", "4",
                "log.cleaner.dedupe.buffer.size", "8388608",
                "log.index.size.max.bytes", "1048576",
                // 3 s expire under load; more makes the start after a kill wait for the dead incarnation's session
                "broker.session.timeout.ms", "6000");
    }
}
