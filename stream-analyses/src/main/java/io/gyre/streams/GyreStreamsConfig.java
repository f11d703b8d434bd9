package io.gyre.streams;

import io.gyre.analysis.Analyses;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.Slices;
import io.gyre.analysis.alert.AlertRules;
import io.gyre.streams.fleet.FleetTiming;
import io.gyre.wire.Topics;
import io.gyre.wire.seal.age.AgeIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How an instance of the application runs.
 *
 * @param client how to reach Kafka: {@code bootstrap.servers}, and whatever security it asks for, as Kafka's own tools take it from
 *        {@code --command-config}
 * @param applicationId the same for all instances that share the work; also the prefix of changelog topics
 * @param stateDir each instance's own folder
 * @param threads of this instance; more than the partitions of a topic give no more speed
 * @param topics all of them must exist; see {@link GyreTopics}
 * @param identities that segments may be sealed for
 * @param analyses to run; one that is added later knows of a line only what comes after
 * @param slices grid that results are aligned to; the same for all instances
 * @param gapTimeout how long a chunk waits for its predecessor before that counts as missing: longer than publishers may lag
 * @param fleet when roll-ups over hosts are written and their lines forgotten; the same for all instances
 * @param standbys how many other instances keep a copy of each state store, so that they take over from one that ended without reading its
 *        changelogs first; 0: none
 * @param alerts rules on answers, the same for all instances
 */
public record GyreStreamsConfig(Map<String, Object> client, String applicationId, Path stateDir, int threads,
        Topics topics, List<AgeIdentity> identities, SignaturePolicy signatures, List<? extends Analysis<?>> analyses,
        Slices slices, Duration gapTimeout, FleetTiming fleet, StoreKind stores, int standbys, AlertRules alerts) {

    public static final String DEFAULT_APPLICATION_ID = "gyre-analyses";
    public static final Duration DEFAULT_GAP_TIMEOUT = Duration.ofMinutes(5);

    public GyreStreamsConfig {
        client = Map.copyOf(client);
        identities = List.copyOf(identities);
        analyses = List.copyOf(analyses);
        if (threads < 1) {
            throw new IllegalArgumentException("an application has at least one thread, not " + threads);
        }
        if (standbys < 0) {
            throw new IllegalArgumentException("there cannot be " + standbys + " copies of a state store");
        }
        if (gapTimeout.isNegative() || gapTimeout.isZero()) {
            throw new IllegalArgumentException("a gap timeout is longer than " + gapTimeout);
        }
    }

    /** {@return a configuration with defaults for all else}: every installed analysis, one thread, slices of a second. */
    public static GyreStreamsConfig of(Map<String, Object> client, Path stateDir, List<AgeIdentity> identities,
            SignaturePolicy signatures) {
        return new GyreStreamsConfig(client, DEFAULT_APPLICATION_ID, stateDir, 1, Topics.DEFAULT, identities,
                signatures, Analyses.installed().select(List.of()), Slices.seconds(), DEFAULT_GAP_TIMEOUT,
                FleetTiming.DEFAULT,
                StoreKind.DISK,
                0, AlertRules.NONE);
    }

    public GyreStreamsConfig withApplicationId(String id) {
        return new GyreStreamsConfig(client, id, stateDir, threads, topics, identities, signatures, analyses, slices,
                gapTimeout, fleet, stores, standbys, alerts);
    }

    public GyreStreamsConfig withThreads(int count) {
        return new GyreStreamsConfig(client, applicationId, stateDir, count, topics, identities, signatures, analyses,
                slices, gapTimeout, fleet, stores, standbys, alerts);
    }

    public GyreStreamsConfig withTopics(Topics newTopics) {
        return new GyreStreamsConfig(client, applicationId, stateDir, threads, newTopics, identities, signatures,
                analyses, slices, gapTimeout, fleet, stores, standbys, alerts);
    }

    public GyreStreamsConfig withAnalyses(List<? extends Analysis<?>> chosen) {
        return new GyreStreamsConfig(client, applicationId, stateDir, threads, topics, identities, signatures, chosen,
                slices, gapTimeout, fleet, stores, standbys, alerts);
    }

    public GyreStreamsConfig withSlices(Slices grid) {
        return new GyreStreamsConfig(client, applicationId, stateDir, threads, topics, identities, signatures,
                analyses, grid, gapTimeout, fleet, stores, standbys, alerts);
    }

    public GyreStreamsConfig withGapTimeout(Duration timeout) {
        return new GyreStreamsConfig(client, applicationId, stateDir, threads, topics, identities, signatures,
                analyses, slices, timeout, fleet, stores, standbys, alerts);
    }

    public GyreStreamsConfig withFleet(FleetTiming timing) {
        return new GyreStreamsConfig(client, applicationId, stateDir, threads, topics, identities, signatures,
                analyses, slices, gapTimeout, timing, stores, standbys, alerts);
    }

    public GyreStreamsConfig withStores(StoreKind kind) {
        return new GyreStreamsConfig(client, applicationId, stateDir, threads, topics, identities, signatures,
                analyses, slices, gapTimeout, fleet, kind, standbys, alerts);
    }

    public GyreStreamsConfig withStandbys(int copies) {
        return new GyreStreamsConfig(client, applicationId, stateDir, threads, topics, identities, signatures,
                analyses, slices, gapTimeout, fleet, stores, copies, alerts);
    }

    public GyreStreamsConfig withAlerts(AlertRules rules) {
        return new GyreStreamsConfig(client, applicationId, stateDir, threads, topics, identities, signatures, analyses,
                slices, gapTimeout, fleet, stores, standbys, rules);
    }
}
