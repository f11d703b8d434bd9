package io.gyre.sinks.restore;

import io.gyre.wire.Topics;
import io.gyre.wire.seal.age.AgeIdentity;
import io.gyre.wire.seal.ssh.AllowedSigners;
import java.util.List;
import java.util.Map;

/**
 * What is to be verified, and how thoroughly.
 *
 * @param client how to reach the brokers: {@code bootstrap.servers}, security, whatever else a Kafka client takes
 * @param identities that open the segments; without any they stay sealed, and only their digests are checked
 */
public record VerifyConfig(Map<String, Object> client, Topics topics, List<AgeIdentity> identities,
        AllowedSigners signers, ChunkSelection selection) {
    public VerifyConfig {
        client = Map.copyOf(client);
        identities = List.copyOf(identities);
    }
}
