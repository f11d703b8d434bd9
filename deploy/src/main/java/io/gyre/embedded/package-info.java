/**
 * A real Kafka broker inside this process: one node in KRaft mode, on loopback, with its data in a folder that survives
 * restarts and kills. The demo, the all-in-one process and the end-to-end tests live on it; everything that talks to it does so
 * through {@link EmbeddedBroker#bootstrapServers()} like to any other cluster.
 *
 * {@snippet :
 * try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of("gyre-demo/kafka"), EmbeddedBroker.FREE_PORT)) {
 *     properties.put("bootstrap.servers", broker.bootstrapServers());
 * }
 * }
 */
@NullMarked
package io.gyre.embedded;

import org.jspecify.annotations.NullMarked;
