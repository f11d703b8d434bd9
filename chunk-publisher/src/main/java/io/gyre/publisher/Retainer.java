package io.gyre.publisher;

import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.ledger.Ledger;
import io.gyre.publisher.publish.Cluster;
import io.gyre.publisher.publish.ConsumerPositions;
import io.gyre.publisher.publish.ProducerSettings;
import io.gyre.publisher.publish.ShedSender;
import io.gyre.publisher.retain.AuditLog;
import io.gyre.publisher.retain.Circumstances;
import io.gyre.publisher.retain.GroupPositions;
import io.gyre.publisher.retain.Holding;
import io.gyre.publisher.retain.LedgerShedding;
import io.gyre.publisher.retain.Policy;
import io.gyre.publisher.retain.PublishedChunks;
import io.gyre.publisher.retain.Retention;
import io.gyre.publisher.retain.RetentionPlan;
import io.gyre.publisher.retain.ShedNotices;
import io.gyre.publisher.retain.Shedding;
import io.gyre.wire.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps archives as small as a policy says: what is published, by the ledger, may go.
 *
 * <p>Beside a publisher of the same process it must be called on the publisher's thread, from {@link PublishListener#idle}; a process of
 * its own may run it at any time. Not thread-safe.
 */
public final class Retainer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Retainer.class);
    private static final Duration TRANSACTIONS = Duration.ofMinutes(10);

    private final Config config;
    private final AuditLog audit;
    private final ShedNotices notices;
    private @Nullable Cluster cluster;
    private @Nullable PublishedChunks chunks;

    /**
     * What to keep, and where.
     *
     * @param kafka settings of the clients; empty to go by the ledger alone
     * @param state folder of the ledgers; the audit log {@code audit.jsonl} lies there too
     * @param shedding what may go though it is not published; empty for nothing
     */
    public record Config(Optional<ProducerSettings> kafka, Topics topics, Path state, List<Path> paths, Policy policy,
            Optional<Policy> shedding) {
        public Config {
            paths = List.copyOf(paths);
        }

        /** {@return settings for the cluster that a publisher of this config publishes to} */
        public static Config of(PublisherConfig publisher, List<Path> paths, Policy policy, Optional<Policy> shedding) {
            return new Config(
                    Optional.of(new ProducerSettings(publisher.kafka(), publisher.topics(),
                            publisher.transactionTimeout())),
                    publisher.topics(), publisher.state(), paths, policy, shedding);
        }

        /** {@return settings for a process of its own} */
        public static Config of(Optional<Map<String, Object>> kafka, Topics topics, Path state,
                List<Path> paths, Policy policy, Optional<Policy> shedding) {
            return new Config(kafka.map(client -> new ProducerSettings(client, topics, TRANSACTIONS)), topics, state,
                    paths, policy, shedding);
        }
    }

    /** There is not one ledger to go by. */
    public static final class NoLedgerException extends Exception {
        private static final long serialVersionUID = 1L;

        NoLedgerException(String message) {
            super(message);
        }

        /** {@return the stable code} */
        public String code() {
            return "retention-no-ledger";
        }
    }

    public Retainer(Config config) {
        this.config = config;
        this.audit = new AuditLog(config.state().resolve("audit.jsonl"));
        this.notices = new ShedNotices(config.state().resolve("shed"));
    }

    /**
     * {@return what would go, what stays, and why}; touches nothing.
     *
     * @throws BrokerException when the policy names consumer groups, or several ledgers lie there, and no broker answers
     */
    public RetentionPlan plan() throws IOException, BrokerException, NoLedgerException {
        PublishedChunks published = chunks();
        List<Holding> holdings = published.under(config.paths());
        return RetentionPlan.of(holdings, config.policy(), config.shedding(),
                Circumstances.now(holdings, positions()));
    }

    /** Does what the latest plan says; {@return what became of each thing that was to go}. */
    public List<Retention.Outcome> carryOut(RetentionPlan plan) throws IOException, BrokerException, NoLedgerException {
        PublishedChunks published = chunks();
        Retention.sweep(published.folders());
        Shedding shedding = config.shedding().isPresent() ? new LedgerShedding(published, notices) : Shedding.NONE;
        return new Retention(audit, shedding).carryOut(plan);
    }

    /** Tells on Kafka what was shed and has not been told; harmless when there is nothing. */
    public void tellShed() throws BrokerException, IOException {
        notices.flush();
        if (config.kafka().isPresent()) {
            ShedSender.send(config.kafka().get(), notices);
        }
    }

    public AuditLog audit() {
        return audit;
    }

    @Override
    public void close() {
        disconnect();
    }

    private GroupPositions positions() throws BrokerException {
        Set<String> groups = new TreeSet<>(config.policy().groups());
        config.shedding().ifPresent(policy -> groups.addAll(policy.groups()));
        if (groups.isEmpty() || config.kafka().isEmpty()) {
            return GroupPositions.UNKNOWN;
        }
        try {
            return ConsumerPositions.of(connected(config.kafka().get()), groups);
        } catch (BrokerException e) {
            disconnect();
            throw e;
        }
    }

    private PublishedChunks chunks() throws IOException, BrokerException, NoLedgerException {
        PublishedChunks known = chunks;
        if (known == null) {
            known = new PublishedChunks(ledger(), config.topics().chunks().name());
            chunks = known;
        }
        return known;
    }

    /** The one of the cluster; where that does not answer, the only one there is. */
    private Ledger ledger() throws IOException, BrokerException, NoLedgerException {
        List<Ledger> ledgers = Ledger.under(config.state());
        if (config.kafka().isPresent()) {
            try {
                Cluster open = connected(config.kafka().get());
                return new Ledger(config.state(), open.id(), open.chunksTopicId());
            } catch (BrokerException e) {
                if (ledgers.size() != 1) {
                    throw e;
                }
                LOG.debug("the cluster does not answer; the only ledger is taken: {}", e.getMessage());
            }
        }
        return switch (ledgers.size()) {
            case 1 -> ledgers.getFirst();
            case 0 -> throw new NoLedgerException("nothing was ever published with the state folder " + config.state());
            default -> throw new NoLedgerException(config.state() + " holds the ledgers of " + ledgers.size()
                    + " clusters or topics; which one counts is not said");
        };
    }

    private Cluster connected(ProducerSettings settings) throws BrokerException {
        Cluster open = cluster;
        if (open == null) {
            open = Cluster.connect(settings);
            cluster = open;
        }
        return open;
    }

    private void disconnect() {
        Cluster open = cluster;
        cluster = null;
        if (open != null) {
            open.close();
        }
    }
}
