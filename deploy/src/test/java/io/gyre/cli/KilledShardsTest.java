package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Analyses;
import io.gyre.analysis.Analysis;
import io.gyre.embedded.BrokerProcess;
import io.gyre.embedded.EmbeddedBroker;
import io.gyre.wire.LineId;
import io.gyre.wire.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Instances of the application that get SIGKILL in mid-stream and are started again, or not. The long form:
 * {@code -Dgyre.shard.instances=1,2,4 -Dgyre.shard.kills=3 -Dgyre.shard.analyses=all}; {@code -Dgyre.shard.traces=DIR} for other recordings,
 * which are copied.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class KilledShardsTest {
    private static final int KILLS = Integer.getInteger("gyre.shard.kills", 1);
    private static final String ANALYSES = System.getProperty("gyre.shard.analyses", "events,cpu,syscalls");
    /** On slices: where windows end depends on what was there when they were published. */
    private static final List<String> RULES = List.of("threshold switches: cpu switches > 100 clear at 90",
            "percentile slow: syscalls p99 per_call[].histogram > 1ms raise after 2",
            "rate events: events events > 500/s clear after 2", "threshold seen: events events > 0",
            "absence silent: events for 1h", "stale gone: * for 1h");
    private static final int MOST_RESULTS_BEFORE_A_KILL = 10;

    @TempDir
    Path folder;

    private String server = "";

    static List<Integer> instances() {
        return List.of(System.getProperty("gyre.shard.instances", "2").split(",", -1)).stream().map(Integer::valueOf)
                .toList();
    }

    /** What befalls the instances at work. */
    private interface Incident {
        void strike(List<GyreProcess> shards, Random random) throws Exception;
    }

    @ParameterizedTest
    @MethodSource("instances")
    void theAnswersAreThoseOfOneProcessThatReadsAll(int instances) throws Exception {
        checkAnswers(instances, KILLS, List.of(), (shards, random) -> {
            int victim = random.nextInt(instances);
            shards.get(victim).kill();
            shards.set(victim, shard(victim, List.of()).unread());
        });
    }

    /** Those that are left take over its lines, from a copy of its state or from the changelogs; then another one takes some of them. */
    @ParameterizedTest
    @ValueSource(ints = { 0, 1})
    void anInstanceLostForGoodAndANewOneChangeNothing(int standbys) throws Exception {
        List<String> options = List.of("--standbys", Integer.toString(standbys));
        checkAnswers(2, 1, options, (shards, random) -> {
            shards.remove(random.nextInt(2)).kill();
            shards.add(shard(2, options).unread());
        });
    }

    private void checkAnswers(int instances, int incidents, List<String> shardOptions, Incident incident)
            throws Exception {
        Random random = new Random(Long.getLong("gyre.seed", 3) + instances);
        Path recorded = recordings();
        Files.write(folder.resolve("my.rules"), RULES);
        ObjectNode report = (ObjectNode) Json.read(
                CommandRun.of(with(List.of("report", "--json", recorded.toString()), options())).out());
        List<JsonNode> alerts = report.remove("alerts").valueStream().toList();
        Path watched = Files.createDirectories(folder.resolve("traces"));
        // All lines are at work at any time, each in its order.
        Deque<Path> waiting = Chunks.inOrder(recorded).stream().sorted(Comparator.comparingLong(Chunks::id))
                .collect(Collectors.toCollection(ArrayDeque::new));
        CommandRun.of("keygen", folder.resolve("keys").toString());
        // So long the others wait for an instance that was killed (the shortest that brokers allow), and for what it had begun.
        Files.writeString(folder.resolve("client.properties"),
                "session.timeout.ms=6000\ntransaction.timeout.ms=10000\n");
        List<GyreProcess> shards = new ArrayList<>();
        try (BrokerProcess broker = BrokerProcess.start(List.of(), folder.resolve("kafka"), EmbeddedBroker.FREE_PORT)) {
            server = broker.bootstrapServers();
            assertEquals(ExitCode.OK,
                    CommandRun.of("topics", "--bootstrap-server", server, "--partitions",
                            Integer.toString(Math.max(2, instances))).exitCode());
            for (int i = 0; i < instances; i++) {
                shards.add(shard(i, shardOptions));
            }
            for (GyreProcess shard : shards) {
                shard.linesUntil(line -> line.contains("analysing as"));
                shard.unread();
            }
            try (CommittedAnswers answers = new CommittedAnswers(server)) {
                for (int number = 0; number < incidents; number++) {
                    give(waiting, waiting.size() / (incidents - number + 1), recorded, watched);
                    publish(watched, "never");
                    answers.await(answers.count() + 1 + random.nextInt(MOST_RESULTS_BEFORE_A_KILL));
                    incident.strike(shards, random);
                }
                int beforeTheLastKill = answers.count();
                give(waiting, waiting.size(), recorded, watched);
                publish(watched, "always");
                Set<LineId> lines = PublishedOnce.manifests(server).stream().map(Manifest::line)
                        .collect(Collectors.toSet());
                assertEquals(report, answers.awaitFinal(lines, selected()));
                assertEquals(RulesTest.sorted(alerts), RulesTest.sorted(answers.alerts()));
                assertTrue(beforeTheLastKill < answers.count(), "all was done before the last kill");
            }
        } finally {
            shards.forEach(GyreProcess::close);
        }
    }

    private Path recordings() throws Exception {
        Path target = folder.resolve("recorded");
        Optional<Path> others = Optional.ofNullable(System.getProperty("gyre.shard.traces")).map(Path::of);
        if (others.isEmpty()) {
            SampleFleet.unpack(target);
        } else {
            Tool.run(List.of("cp", "-r", others.get().toString(), target.toString()));
        }
        return target;
    }

    private GyreProcess shard(int number, List<String> more) throws IOException {
        return GyreProcess.startBriefly(with(List.of("analyze", "--bootstrap-server", server, "--command-config",
                folder.resolve("client.properties").toString(), "--keys", folder.resolve("keys").toString(), "--state",
                folder.resolve("state-" + number).toString()),
                Stream.concat(options().stream(), more.stream()).toList()));
    }

    private List<String> options() {
        List<String> rules = List.of("--rules", folder.resolve("my.rules").toString());
        return ANALYSES.equals("all")
                ? rules
                : Stream.concat(Stream.of("--analysis", ANALYSES), rules.stream()).toList();
    }

    private static List<Analysis<?>> selected() {
        return Analyses.installed().select(ANALYSES.equals("all") ? List.of() : List.of(ANALYSES.split(",", -1)));
    }

    private static String[] with(List<String> command, List<String> options) {
        return Stream.concat(command.stream(), options.stream()).toArray(String[]::new);
    }

    private static void give(Deque<Path> waiting, int count, Path from, Path to) throws IOException {
        for (int i = 0; i < count; i++) {
            Chunks.give(waiting.remove(), from, to);
        }
    }

    private void publish(Path watched, String close) {
        CommandRun published = CommandRun.of("publish", "--once", "--bootstrap-server", server, "--keys",
                folder.resolve("keys").toString(), "--state", folder.resolve("ledger").toString(), "--close", close,
                watched.toString());
        assertEquals(ExitCode.OK, published.exitCode(), published.err());
    }
}
