package io.gyre.allinone;

import java.nio.file.Path;

/**
 * The folder that an all-in-one process lives in.
 *
 * <pre>
 * keys/      identity.txt, allowed_signers and the others of {@link io.gyre.wire.seal.KeyFolder}
 * results/   the file sink
 * sealed/    one chunk as it lies on Kafka, for a look with stock tools
 * samples/   the sample fleet, unpacked
 * kafka/     the broker's data
 * ledger/    what is published
 * state/     Kafka Streams' state stores
 * gyre.log   what Kafka has to say
 * </pre>
 */
public record Home(Path path) {
    public Path keys() {
        return path.resolve("keys");
    }

    public Path results() {
        return path.resolve("results");
    }

    public Path sealed() {
        return path.resolve("sealed");
    }

    public Path samples() {
        return path.resolve("samples");
    }

    public Path kafka() {
        return path.resolve("kafka");
    }

    public Path ledger() {
        return path.resolve("ledger");
    }

    public Path state() {
        return path.resolve("state");
    }

    public Path log() {
        return path.resolve("gyre.log");
    }
}
