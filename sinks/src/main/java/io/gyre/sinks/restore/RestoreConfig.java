package io.gyre.sinks.restore;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.gyre.wire.Topics;
import io.gyre.wire.seal.age.AgeIdentity;

/**
 * What is to be restored, and how.
 *
 * @param client how to reach the brokers: {@code bootstrap.servers}, security, whatever else a Kafka client takes
 * @param out chunks go to {@code out/<host>/<session>-<created>/archives/<chunk name>}
 * @param identities that open the segments
 */
public record RestoreConfig(Map<String, Object> client, Topics topics, Path out, List<AgeIdentity> identities,
        Trust trust,
        ChunkSelection selection) {
    public RestoreConfig {
        client = Map.copyOf(client);
        identities = List.copyOf(identities);
    }
}
