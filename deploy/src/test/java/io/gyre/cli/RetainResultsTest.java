package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyre.cli.ResultFolder.Committed;
import io.gyre.publisher.retain.Policy;
import io.gyre.publisher.retain.PolicyText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The law of retention for files of results, by the command: over random policies and folders nothing goes that may not, and what a dry run
 * names is what goes. {@code -Dgyre.retain.cases=5000} for more of them.
 */
class RetainResultsTest {
    private static final int CASES = Integer.getInteger("gyre.retain.cases", 40);

    @TempDir
    Path folder;

    @Test
    void nothingGoesThatMayNotAndADryRunTellsWhatGoes() throws Exception {
        int gone = 0;
        int kept = 0;
        for (int i = 0; i < CASES; i++) {
            Random random = new Random(i);
            ResultFolder results = new ResultFolder(folder.resolve("case-" + i), random);
            String policy = randomPolicy(random, 2);
            String what = "case " + i + ": " + policy;
            String[] arguments = { "retain", "--results", "--json", "--policy", policy, results.root.toString()};
            Set<Path> before = results.entries();

            Set<Path> would = named(CommandRun.of(with(arguments, "--dry-run")), "delete", what);
            assertEquals(before, results.entries(), what + ": a dry run touches nothing");
            assertTrue(Files.notExists(results.root.resolve(".retained.jsonl")), what);
            assertEquals(would, named(CommandRun.of(arguments), "deleted", what), what);

            Set<Path> went = new TreeSet<>(before);
            went.removeAll(results.entries());
            assertEquals(would, went, what);
            assertEquals(expected(results, PolicyText.parse(policy)), went, what);
            gone += went.size();
            kept += results.files.size() - went.size();
        }
        assertTrue(gone > CASES && kept > CASES, "the cases are no cases: " + gone + " gone, " + kept + " kept");
    }

    @Test
    void whatAnEarlierRunHadHiddenGoesAndTheAuditLogSaysWhatWent() throws Exception {
        ResultFolder results = someFolder();
        Path hidden = Files.write(results.root.resolve(".trash-events_x"), new byte[1]);
        Set<Path> before = results.entries();

        CommandRun run = CommandRun.of("retain", "--results", "--policy", "beyond newest 0", results.root.toString());

        assertEquals(ExitCode.OK, run.exitCode(), run::err);
        assertTrue(Files.notExists(hidden));
        before.removeAll(results.entries());
        before.remove(hidden);
        List<JsonNode> audit = Files.readAllLines(results.root.resolve(".retained.jsonl")).stream().map(Json::read)
                .toList();
        for (String event : List.of("delete", "removed")) {
            assertEquals(before, audit.stream().filter(line -> line.get("event").asText().equals(event))
                    .map(line -> Path.of(line.get("path").asText())).collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void consumerGroupsSayNothingAboutResults() throws Exception {
        ResultFolder results = someFolder();
        Set<Path> before = results.entries();
        CommandRun run = CommandRun.of("retain", "--results", "--policy", "older than 1m or passed by readers",
                results.root.toString());
        assertEquals(ExitCode.FAILURE, run.exitCode());
        assertTrue(run.err().contains("have no manifest"), run::err);
        assertEquals(before, results.entries());
    }

    /** {@return what goes, judged again in the plainest way}: oldest first, each with what is there by then. */
    private static Set<Path> expected(ResultFolder results, Policy policy) {
        List<Committed> oldestFirst = results.files.stream().sorted(Comparator.comparing(Committed::modified)
                .thenComparing(Committed::partition).thenComparingLong(Committed::lastOffset)
                .thenComparing(Committed::path)).toList();
        Set<Committed> there = new HashSet<>(results.files);
        Set<Path> going = new TreeSet<>();
        for (Committed file : oldestFirst) {
            boolean saysWhereTheSinkGoesOn = newer(results, file) == 0;
            if (!saysWhereTheSinkGoesOn && isMet(policy, file, results, there)) {
                there.remove(file);
                going.add(file.path());
            }
        }
        return going;
    }

    private static boolean isMet(Policy policy, Committed file, ResultFolder results, Set<Committed> there) {
        return switch (policy) {
            case Policy.AllOf(List<Policy> parts) -> parts.stream()
                    .allMatch(part -> isMet(part, file, results, there));
            case Policy.AnyOf(List<Policy> parts) -> parts.stream()
                    .anyMatch(part -> isMet(part, file, results, there));
            case Policy.BeyondNewest(long count) -> newer(results, file) >= count;
            case Policy.OlderThan(Duration age) -> file.modified().plus(age).isBefore(results.now);
            case Policy.TotalOver(long bytes) -> there.stream().mapToLong(Committed::bytes).sum() > bytes;
            case Policy.FreeBytesBelow(long bytes) -> bytes > 0;
            case Policy.FreePercentBelow _,Policy.PassedBy _ -> throw new AssertionError("not asked for: " + policy);
        };
    }

    /** {@return how many batches of its partition are newer} */
    private static long newer(ResultFolder results, Committed file) {
        return results.files.stream().filter(other -> other.partition().equals(file.partition()))
                .mapToLong(Committed::lastOffset).filter(last -> last > file.lastOffset()).distinct().count();
    }

    private static String randomPolicy(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> "beyond newest " + random.nextInt(5);
            case 1 -> "older than " + (1 + random.nextInt(19)) + "m";
            case 2, 3 -> "total over " + random.nextInt(15_000) + "B";
            case 4 -> random.nextBoolean() ? "free below 8000000TB" : "free below 0B";
            case 5 -> "all of (" + randomPolicies(random, depth) + ")";
            default -> "any of (" + randomPolicies(random, depth) + ")";
        };
    }

    private static String randomPolicies(Random random, int depth) {
        return IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(_ -> randomPolicy(random, depth - 1))
                .collect(Collectors.joining(", "));
    }

    /** {@return the first in which something can go} */
    private ResultFolder someFolder() throws Exception {
        for (int seed = 1000;; seed++) {
            ResultFolder results = new ResultFolder(folder.resolve("some-" + seed), new Random(seed));
            if (!expected(results, new Policy.BeyondNewest(0)).isEmpty()) {
                return results;
            }
        }
    }

    private static Set<Path> named(CommandRun run, String fate, String what) {
        assertEquals(ExitCode.OK, run.exitCode(), () -> what + ": " + run.err());
        return run.out().lines().map(Json::read).filter(line -> line.get("fate").asText().equals(fate))
                .map(line -> Path.of(line.get("path").asText())).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String[] with(String[] arguments, String more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }
}
