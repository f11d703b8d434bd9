package io.gyre.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Kafka cluster, and how to talk to it, as Kafka's own tools ask for it. */
final class ClusterOptions {
    @Option(names = "--bootstrap-server", required = true, paramLabel = "HOST:PORT[,…]",
            description = "The Kafka servers to connect to.")
    String bootstrapServer = "";

    @Option(names = "--command-config", paramLabel = "FILE",
            description = "Properties for the Kafka clients, such as security.protocol and sasl.jaas.config.")
    @Nullable
    Path commandConfig;

    /** {@return the settings for every client of the cluster} */
    Map<String, Object> client() throws CommandException {
        Properties properties = new Properties();
        if (commandConfig != null) {
            try (Reader reader = Files.newBufferedReader(commandConfig, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new CommandException("cannot read " + commandConfig + ": " + e,
                        "--command-config names a file of key=value lines, as kafka-topics.sh takes it", e);
            }
        }
        Map<String, Object> client = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> client.put(name, properties.getProperty(name)));
        client.put("bootstrap.servers", bootstrapServer);
        return client;
    }
}
