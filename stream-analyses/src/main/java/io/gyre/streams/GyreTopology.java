package io.gyre.streams;

import io.gyre.analysis.Slices;
import io.gyre.analysis.alert.AlertRules;
import io.gyre.analysis.line.AnalysisSet;
import io.gyre.analysis.line.WindowFold;
import io.gyre.streams.decode.SegmentFetcher;
import io.gyre.streams.decode.WindowDecoder;
import io.gyre.streams.decode.WindowRecords;
import io.gyre.streams.fleet.FleetTiming;
import io.gyre.wire.Topics;
import io.gyre.wire.seal.age.AgeIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The application as a topology.
 *
 * <pre>
 * gyre.chunks    by line   -&gt; PLAN    which window comes next, and what it takes      (plans, manifests, digests)
 * gyre.work      by chunk  -&gt; DECODE  fetches segments, folds events into partials    (nothing)
 * gyre.partials  by line   -&gt; STITCH  joins windows to lines, answers                 (lines, pending)
 * gyre.results   by line      ALERT   judges what STITCH has found, in the same task              (alerts)
 * gyre.shares    by slice  -&gt; FLEET   rolls up what all lines say of a slice          (shares, slices, slices-due)
 * gyre.fleet     by slice
 * gyre.hosts     by host   -&gt; HOSTS   notices whose signs of life are missing                     (hosts)
 * gyre.alerts    by line
 * </pre>
 *
 * <p>The chunks of one line are decoded in parallel; lines are planned and stitched in parallel, slices rolled up in parallel. What is bad goes to the quarantine topic
 * with its reason, and its line goes on with a gap.
 */
public final class GyreTopology {
    static final String PLANS = "plans";
    static final String MANIFESTS = "manifests";
    static final String DIGESTS = "digests";
    static final String LINES = "lines";
    static final String PENDING = "pending";

    static final String ALERTS = "alerts";
    static final String HOSTS = "hosts";
    static final String SHARES = "shares";
    static final String SLICES = "slices";
    static final String SLICES_DUE = "slices-due";

    static final String ALERT = "alert";
    static final String WORK_SINK = "to-work";
    static final String PARTIALS_SINK = "to-partials";
    static final String RESULTS_SINK = "to-results";
    static final String SHARES_SINK = "to-shares";
    static final String FLEET_SINK = "to-fleet";
    static final String ALERTS_SINK = "to-alerts";
    static final String HOSTS_SINK = "to-hosts";
    static final String HOST_ALERTS_SINK = "hosts-to-alerts";
    static final String PLAN_QUARANTINE = "plan-to-quarantine";
    static final String DECODE_QUARANTINE = "decode-to-quarantine";
    static final String STITCH_QUARANTINE = "stitch-to-quarantine";
    static final String FLEET_QUARANTINE = "fleet-to-quarantine";
    static final String ALERT_QUARANTINE = "alert-to-quarantine";
    static final String HOSTS_QUARANTINE = "hosts-to-quarantine";

    private static final Serializer<byte[]> OUT = new ByteArraySerializer();
    private static final Deserializer<byte[]> IN = new ByteArrayDeserializer();

    private GyreTopology() {}

    /**
     * What the topology is built from.
     *
     * @param identities that segments may be sealed for
     * @param gapTimeout how long a chunk waits for its predecessor before that counts as missing
     * @param fleet when roll-ups are written
     * @param alerts rules on answers; none for none: the stages that judge are there in any case, so that instances with rules and without, during
     *        an update, have the same topology
     * @param fetchers makes a fetcher for each shard of DECODE
     */
    public record Parts(Topics topics, AnalysisSet analyses, Slices slices, SignaturePolicy signatures,
            List<AgeIdentity> identities, Duration gapTimeout, FleetTiming fleet, StoreKind stores, AlertRules alerts,
            Supplier<SegmentFetcher> fetchers) {
        public Parts {
            identities = List.copyOf(identities);
        }
    }

    public static Topology build(Parts parts) {
        Topics topics = parts.topics();
        var decoder = new WindowDecoder(parts.analyses(), new WindowFold(parts.analyses(), parts.slices()),
                parts.identities());
        var records = new WindowRecords(parts.analyses(), parts.slices());
        StitchRules rules = StitchRules.of(parts.analyses(), parts.slices());
        var topology = new Topology();

        topology.addSource("chunks", IN, IN, topics.chunks().name());
        topology.addProcessor("plan", () -> new PlanProcessor(parts.signatures(), new Patience(parts.gapTimeout())),
                "chunks");
        for (String store : List.of(PLANS, MANIFESTS, DIGESTS)) {
            topology.addStateStore(store(parts.stores(), store), "plan");
        }
        topology.addSink(WORK_SINK, topics.work().name(), OUT, OUT, "plan");
        topology.addSink(PLAN_QUARANTINE, topics.quarantine().name(), OUT, OUT, "plan");

        topology.addSource("work", IN, IN, topics.work().name());
        topology.addProcessor("decode", () -> new DecodeProcessor(decoder, records, parts.fetchers()), "work");
        topology.addSink(PARTIALS_SINK, topics.partials().name(), OUT, OUT, "decode");
        topology.addSink(DECODE_QUARANTINE, topics.quarantine().name(), OUT, OUT, "decode");

        topology.addSource("partials", IN, IN, topics.partials().name());
        topology.addProcessor("stitch", () -> new StitchProcessor(rules), "partials");
        for (String store : List.of(LINES, PENDING)) {
            topology.addStateStore(store(parts.stores(), store), "stitch");
        }
        topology.addSink(RESULTS_SINK, topics.results().name(), OUT, OUT, "stitch");
        topology.addSink(SHARES_SINK, topics.shares().name(), OUT, OUT, "stitch");
        topology.addSink(STITCH_QUARANTINE, topics.quarantine().name(), OUT, OUT, "stitch");
        addAlerts(topology, parts);
        addFleet(topology, parts);
        return topology;
    }

    private static void addFleet(Topology topology, Parts parts) {
        Topics topics = parts.topics();
        topology.addSource("shares-of-lines", IN, IN, topics.shares().name());
        topology.addProcessor("fleet", () -> new FleetProcessor(parts.fleet()), "shares-of-lines");
        for (String store : List.of(SHARES, SLICES, SLICES_DUE)) {
            topology.addStateStore(store(parts.stores(), store), "fleet");
        }
        topology.addSink(FLEET_SINK, topics.fleet().name(), OUT, OUT, "fleet");
        topology.addSink(FLEET_QUARANTINE, topics.quarantine().name(), OUT, OUT, "fleet");
    }

    private static void addAlerts(Topology topology, Parts parts) {
        Topics topics = parts.topics();
        topology.addProcessor(ALERT, () -> new AlertProcessor(parts.alerts()), "stitch");
        topology.addStateStore(store(parts.stores(), ALERTS), ALERT);
        topology.addSink(ALERTS_SINK, topics.alerts().name(), OUT, OUT, ALERT);
        topology.addSink(HOSTS_SINK, topics.hosts().name(), OUT, OUT, ALERT);
        topology.addSink(ALERT_QUARANTINE, topics.quarantine().name(), OUT, OUT, ALERT);

        topology.addSource("hosts-heard", IN, IN, topics.hosts().name());
        topology.addProcessor("host", () -> new HostProcessor(parts.alerts()), "hosts-heard");
        topology.addStateStore(store(parts.stores(), HOSTS), "host");
        topology.addSink(HOST_ALERTS_SINK, topics.alerts().name(), OUT, OUT, "host");
        topology.addSink(HOSTS_QUARANTINE, topics.quarantine().name(), OUT, OUT, "host");
    }

    /** A stored manifest is a little larger than the record it came in. */
    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(StoreKind kind, String name) {
        Map<String, String> changelog = Map.of("max.message.bytes",
                Integer.toString(Topics.MAX_RECORD_BYTES + StreamsSettings.RECORD_ROOM));
        return Stores.keyValueStoreBuilder(kind.store(name), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(changelog).withCachingDisabled();
    }
}
