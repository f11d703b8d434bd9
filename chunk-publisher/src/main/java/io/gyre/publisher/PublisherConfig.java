package io.gyre.publisher;

import io.gyre.publisher.publish.CpuShare;
import io.gyre.publisher.publish.Recipients;
import io.gyre.wire.Topics;
import io.gyre.wire.seal.SegmentOptions;
import io.gyre.wire.seal.age.AgeRecipient;
import io.gyre.wire.seal.ssh.SigningKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a publisher needs to know. Made by {@link #builder}; everything else has a default.
 *
 * @param kafka settings of all Kafka clients: bootstrap servers, security
 * @param recipients who may open the segments
 * @param signingKey signs the manifests
 * @param state folder of the ledger; by default {@code $XDG_STATE_HOME/gyre}, else {@code ~/.local/state/gyre}
 * @param segments how large segments are and how hard they are compressed
 * @param lowestLevel how far down the level goes while a watched session's chunks pile up
 * @param bandwidth how many sealed bytes a second may go to Kafka; empty for no limit
 * @param cpuShare how many cores packing and sealing may use
 * @param seed of {@link PublishOrder#SHUFFLED}
 * @param patience how long {@link Publisher#publishOnce} tries again what passes by itself, in all
 * @param rescan how often a watch looks at all folders, whatever it was told
 * @param recheck how often a watch looks again at what someone must cure: a missing topic, a missing right
 * @param closeAfterIdle how long a watched session must show no chunk that is still recorded before its line is closed
 * @param closeGrace how long {@link Publisher#close} lets the chunk at hand go on before it is abandoned
 * @param lttng whether a watch asks the session daemon of this machine too
 * @param transactionTimeout how long one chunk may take; at most the broker's {@code transaction.max.timeout.ms}
 */
public record PublisherConfig(Map<String, Object> kafka, Recipients recipients, SigningKey signingKey,
        Path state, Topics topics, SegmentOptions segments, int lowestLevel,
        OptionalLong bandwidth, CpuShare cpuShare, PublishOrder order, long seed, Closing closing,
        Duration patience, Duration rescan, Duration recheck, Duration closeAfterIdle, Duration closeGrace,
        LttngUse lttng, Duration transactionTimeout) {

    public PublisherConfig {
        kafka = Map.copyOf(kafka);
    }

    /** {@return a builder with defaults for all that is not given here} */
    public static Builder builder(Map<String, Object> kafka, List<AgeRecipient> recipients, SigningKey signingKey) {
        return builder(kafka, Recipients.of(recipients), signingKey);
    }

    /** {@return a builder with defaults for all that is not given here} */
    public static Builder builder(Map<String, Object> kafka, Recipients recipients, SigningKey signingKey) {
        return new Builder(kafka, recipients, signingKey);
    }

    /** {@return where ledgers lie when nothing else is said} */
    public static Path defaultState() {
        String xdg = System.getenv("XDG_STATE_HOME");
        Path states = xdg == null || xdg.isEmpty()
                ? Path.of(System.getProperty("user.home", "."), ".local", "state")
                : Path.of(xdg);
        return states.resolve("gyre");
    }

    /** Collects settings; each method says what its component of {@link PublisherConfig} says. */
    public static final class Builder {
        private final Map<String, Object> kafka;
        private final Recipients recipients;
        private final SigningKey signingKey;
        private Path state = defaultState();
        private Topics topics = Topics.DEFAULT;
        private SegmentOptions segments = SegmentOptions.DEFAULT;
        private int lowestLevel = 1;
        private OptionalLong bandwidth = OptionalLong.empty();
        private CpuShare cpuShare = CpuShare.UNLIMITED;
        private PublishOrder order = PublishOrder.OLDEST;
        private long seed = 1;
        private Closing closing = Closing.WHEN_ENDED;
        private Duration patience = Duration.ofMinutes(2);
        private Duration rescan = Duration.ofSeconds(10);
        private Duration recheck = Duration.ofMinutes(1);
        private Duration closeAfterIdle = Duration.ofMinutes(1);
        private Duration closeGrace = Duration.ofSeconds(10);
        private LttngUse lttng = LttngUse.OFF;
        private Duration transactionTimeout = Duration.ofMinutes(10);

        private Builder(Map<String, Object> kafka, Recipients recipients, SigningKey signingKey) {
            this.kafka = kafka;
            this.recipients = recipients;
            this.signingKey = signingKey;
        }

        public Builder state(Path folder) {
            state = folder;
            return this;
        }

        public Builder topics(Topics value) {
            topics = value;
            return this;
        }

        public Builder segments(SegmentOptions value) {
            segments = value;
            return this;
        }

        public Builder lowestLevel(int value) {
            lowestLevel = value;
            return this;
        }

        public Builder bandwidth(OptionalLong bytesPerSecond) {
            bandwidth = bytesPerSecond;
            return this;
        }

        public Builder cpuShare(CpuShare value) {
            cpuShare = value;
            return this;
        }

        public Builder order(PublishOrder value) {
            order = value;
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public Builder closing(Closing value) {
            closing = value;
            return this;
        }

        public Builder patience(Duration value) {
            patience = value;
            return this;
        }

        public Builder rescan(Duration value) {
            rescan = value;
            return this;
        }

        public Builder recheck(Duration value) {
            recheck = value;
            return this;
        }

        public Builder closeAfterIdle(Duration value) {
            closeAfterIdle = value;
            return this;
        }

        public Builder closeGrace(Duration value) {
            closeGrace = value;
            return this;
        }

        public Builder lttng(LttngUse value) {
            lttng = value;
            return this;
        }

        public Builder transactionTimeout(Duration value) {
            transactionTimeout = value;
            return this;
        }

        public PublisherConfig build() {
            return new PublisherConfig(kafka, recipients, signingKey, state, topics, segments, lowestLevel, bandwidth,
                    cpuShare, order, seed, closing, patience, rescan, recheck, closeAfterIdle, closeGrace, lttng,
                    transactionTimeout);
        }
    }
}
