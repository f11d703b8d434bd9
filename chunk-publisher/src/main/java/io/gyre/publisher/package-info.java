/**
 * From LTTng's rotation to Kafka: every completed trace chunk once, sealed and signed, with the window that it answers for.
 *
 * <p>A chunk's way, each arrow one call in one direction:
 * <pre>
 * find    which chunks are complete, whose they are, what comes after them        (folders only, read-only)
 *   -&gt; ledger   is it published already?                                          (a file per session line)
 *   -&gt; pack     its packets in time order, cut into segments; all other bytes     (bounded memory)
 *   -&gt; window   what it answers for, what the chunk after it must be given
 *   -&gt; publish  one Kafka transaction: segments, manifest, commit                 (then the ledger)
 * </pre>
 *
 * <p>{@link io.gyre.publisher.Publisher} is the way in:
 * <pre>{@code
 * PublisherConfig config = PublisherConfig.builder(kafkaProperties, recipients, signingKey).build();
 * try (Publisher publisher = new Publisher(config)) {
 *     PublishSummary summary = publisher.publishOnce(List.of(Path.of("/var/lttng/orders/archives")));
 * }
 * }</pre>
 */
@NullMarked
package io.gyre.publisher;

import org.jspecify.annotations.NullMarked;
