package io.gyre.publisher.retain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.publisher.ledger.LineLedger;
import io.gyre.wire.RecordRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The law of retention, over random policies and histories: nothing goes that may not, and what a dry run names is what goes.
 * {@code -Dgyre.retain.cases=5000} for more of them.
 */
class RetentionLawTest {
    private static final int CASES = Integer.getInteger("gyre.retain.cases", 20);

    @TempDir
    Path folder;

    @Test
    void nothingGoesThatMayNotAndADryRunTellsWhatGoes() throws Exception {
        int gone = 0;
        int shed = 0;
        for (int i = 0; i < CASES; i++) {
            Random random = new Random(i);
            World world = new World(Files.createDirectory(folder.resolve("case-" + i)), random);
            Policy policy = RandomPolicy.of(random, 2);
            Optional<Policy> shedding = random.nextInt(3) == 0
                    ? Optional.of(RandomPolicy.of(random, 1))
                    : Optional.empty();
            String what = "case " + i + ": " + policy + ", shedding " + shedding;

            PublishedChunks chunks = world.chunks();
            List<Holding> holdings = chunks.under(List.of(world.root));
            Circumstances circumstances = world.circumstances(holdings);
            Set<Path> before = world.entries();
            RetentionPlan plan = RetentionPlan.of(holdings, policy, shedding, circumstances);
            assertEquals(before, world.entries(), what + ": a plan touches nothing");

            var notices = new ShedNotices(world.state.resolve("shed"));
            var audit = new AuditLog(world.state.resolve("audit.jsonl"));
            List<Retention.Outcome> outcomes = new Retention(audit, new LedgerShedding(chunks, notices)).carryOut(plan);

            Set<Path> went = new TreeSet<>(before);
            went.removeAll(world.entries());
            assertEquals(paths(plan.going()), went, what);
            assertTrue(outcomes.stream().allMatch(Retention.Outcome.Gone.class::isInstance), what);
            assertMayGo(plan, world, holdings, policy, shedding, circumstances, what);
            assertEquals(2L * went.size(), lines(audit.file()), what + ": two audit lines each");
            assertEquals(plan.going().stream().filter(each -> each.fate() == Verdict.Fate.SHED).count(),
                    notices.waiting().size(), what);
            assertTrue(world.entries().stream().noneMatch(path -> path.getFileName().toString().startsWith(".")), what);
            gone += went.size();
            shed += notices.waiting().size();
        }
        assertTrue(gone > CASES, "the cases are no cases: " + gone + " gone");
        assertTrue(shed > 0, "the cases are no cases: " + shed + " shed");
    }

    /** Judges every step again in the plainest way: with what is there at that step. */
    private static void assertMayGo(RetentionPlan plan, World world, List<Holding> holdings, Policy policy,
            Optional<Policy> shedding, Circumstances circumstances, String what) {
        Set<Holding> there = new HashSet<>(holdings);
        List<Holding> oldestFirst = new ArrayList<>(holdings);
        oldestFirst.sort(Comparator.comparing(Holding::ended).thenComparing(Holding::owner)
                .thenComparingLong(Holding::number));
        Set<Path> going = paths(plan.going());
        for (Holding holding : oldestFirst) {
            boolean goes = going.contains(holding.path());
            boolean fixed = world.newestOfOpen.contains(holding.path()) || world.changed.contains(holding.path());
            boolean unpublished = world.unpublished.contains(holding.path());
            Optional<Policy> ruling = unpublished ? shedding : Optional.of(policy);
            boolean expected = !fixed && ruling.isPresent() && isMet(ruling.get(), holding, holdings, there, world,
                    circumstances);
            assertEquals(expected, goes, () -> what + ": " + holding);
            if (goes) {
                there.remove(holding);
            }
        }
    }

    private static boolean isMet(Policy policy, Holding holding, List<Holding> all, Set<Holding> there, World world,
            Circumstances circumstances) {
        return switch (policy) {
            case Policy.AllOf(List<Policy> parts) -> parts.stream()
                    .allMatch(part -> isMet(part, holding, all, there, world, circumstances));
            case Policy.AnyOf(List<Policy> parts) -> parts.stream()
                    .anyMatch(part -> isMet(part, holding, all, there, world, circumstances));
            case Policy.BeyondNewest(long count) -> all.stream().filter(other -> other.owner().equals(holding.owner())
                    && other.number() > holding.number()).count() >= count;
            case Policy.OlderThan(Duration age) -> holding.ended().plus(age).isBefore(world.now);
            case Policy.TotalOver(long bytes) -> there.stream().mapToLong(Holding::bytes).sum() > bytes;
            case Policy.FreeBytesBelow(long bytes) -> free(all, there, circumstances) < bytes;
            case Policy.FreePercentBelow(int percent) -> free(
                    all, there, circumstances) < circumstances.spaces().values().iterator().next().totalBytes() / 100
                            * percent;
            case Policy.PassedBy(String group) -> {
                RecordRef manifest = holding.manifest();
                if (manifest == null) {
                    yield false;
                }
                assertEquals(world.offset(holding.path()), manifest.offset());
                OptionalLong next = circumstances.positions().next(group, manifest.topic(), 0);
                yield next.isPresent() && next.getAsLong() > manifest.offset();
            }
        };
    }

    private static long free(List<Holding> all, Set<Holding> there, Circumstances circumstances) {
        long gone = all.stream().filter(holding -> !there.contains(holding)).mapToLong(Holding::bytes).sum();
        return circumstances.spaces().values().iterator().next().freeBytes() + gone;
    }

    @Test
    void aCrashLeavesNoHalfChunkInSightAndTheNextRunEndsIt() throws Exception {
        World world = someWorld();
        Holding holding = safe(world).getFirst();
        Trash.hide(holding); // and the process dies

        PublishedChunks chunks = world.chunks();
        assertFalse(chunks.under(List.of(world.root)).stream().anyMatch(each -> each.path().equals(holding.path())));
        assertTrue(Files.exists(holding.trash()));
        Retention.sweep(chunks.folders());
        assertFalse(Files.exists(holding.trash()));
    }

    @Test
    void aChunkWhoseLineIsBeingPublishedIsNotShed() throws Exception {
        World world = someWorld();
        PublishedChunks chunks = world.chunks();
        List<Holding> holdings = chunks.under(List.of(world.root));
        RetentionPlan plan = RetentionPlan.of(holdings, new Policy.BeyondNewest(1000),
                Optional.of(new Policy.TotalOver(0)), world.circumstances(holdings));
        Verdict shed = plan.going().getFirst();
        LineLedger ledger = world.ledger().line(chunks.ledgerOf(shed.holding()).line());
        try (LineLedger.Hold _ = ledger.hold()) {
            var notices = new ShedNotices(world.state.resolve("shed"));
            var retention = new Retention(new AuditLog(world.state.resolve("audit.jsonl")),
                    new LedgerShedding(chunks, notices));
            Retention.Outcome outcome = retention.carryOut(new RetentionPlan(List.of(shed))).getFirst();
            assertTrue(outcome instanceof Retention.Outcome.Stayed, outcome::toString);
            assertTrue(Files.exists(shed.holding().path()));
            assertEquals(List.of(), notices.waiting());
        }
    }

    @Test
    void nothingGoesWhenTheAuditLogCannotBeWritten() throws Exception {
        World world = someWorld();
        List<Holding> safe = safe(world);
        Path noFolder = Files.writeString(folder.resolve("a-file"), "");
        var retention = new Retention(new AuditLog(noFolder.resolve("audit.jsonl")), Shedding.NONE);
        RetentionPlan plan = new RetentionPlan(safe.stream()
                .map(holding -> new Verdict(holding, Verdict.Fate.DELETE, "test")).toList());

        List<Retention.Outcome> outcomes = retention.carryOut(plan);

        // The first goes, for a full disk must not keep itself full; no second one goes unwritten.
        assertTrue(outcomes.getFirst() instanceof Retention.Outcome.Gone);
        assertTrue(outcomes.stream().skip(1).allMatch(Retention.Outcome.Stayed.class::isInstance));
    }

    @Test
    void aFolderThatIsNotArchivesIsLeftAlone() throws Exception {
        World world = someWorld();
        Path archives = Circumstances.folder(safe(world).getFirst());
        Path elsewhere = Files.move(archives, archives.resolveSibling("copies"));

        List<Holding> copies = world.chunks().under(List.of(elsewhere));

        assertFalse(copies.isEmpty());
        assertTrue(copies.stream().allMatch(each -> each.standing() instanceof Holding.Standing.Fixed));
    }

    /** {@return the first that has both two safe chunks and one to shed} */
    private World someWorld() throws Exception {
        for (int seed = 1000;; seed++) {
            World world = new World(Files.createDirectory(folder.resolve("world-" + seed)), new Random(seed));
            List<Holding> holdings = world.chunks().under(List.of(world.root));
            if (safe(world).size() > 1
                    && holdings.stream().anyMatch(each -> each.standing() instanceof Holding.Standing.Unpublished)) {
                return world;
            }
        }
    }

    private static List<Holding> safe(World world) {
        return world.chunks().under(List.of(world.root)).stream()
                .filter(each -> each.standing() instanceof Holding.Standing.Safe).toList();
    }

    private static Set<Path> paths(List<Verdict> verdicts) {
        return verdicts.stream().map(verdict -> verdict.holding().path())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static long lines(Path file) throws Exception {
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }
}
