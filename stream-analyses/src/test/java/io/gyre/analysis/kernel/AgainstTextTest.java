package io.gyre.analysis.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.analysis.Analysis;
import io.gyre.analysis.LocalReport;
import io.gyre.analysis.SharedTraces;
import io.gyre.analysis.Slices;
import io.gyre.analysis.View;
import io.gyre.analysis.figures.Distribution;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.Histogram;
import io.gyre.analysis.kernel.cpus.CpusAnalysis;
import io.gyre.analysis.kernel.io.IoAnalysis;
import io.gyre.analysis.kernel.io.IoUse;
import io.gyre.analysis.kernel.io.Transfer;
import io.gyre.analysis.kernel.io.Volume;
import io.gyre.analysis.kernel.irq.IrqAnalysis;
import io.gyre.analysis.kernel.irq.IrqUse;
import io.gyre.analysis.kernel.sched.SchedAnalysis;
import io.gyre.analysis.kernel.sched.SchedWaits;
import io.gyre.analysis.kernel.sched.Waits;
import io.gyre.analysis.kernel.state.CpuRuns;
import io.gyre.analysis.kernel.state.RunState;
import io.gyre.analysis.kernel.state.Times;
import io.gyre.analysis.kernel.syscalls.CallFigures;
import io.gyre.analysis.kernel.syscalls.Outcomes;
import io.gyre.analysis.kernel.syscalls.Returned;
import io.gyre.analysis.kernel.syscalls.SyscallUse;
import io.gyre.analysis.kernel.syscalls.SyscallsAnalysis;
import io.gyre.analysis.kernel.text.Figures;
import io.gyre.analysis.kernel.text.FilesFromText;
import io.gyre.analysis.kernel.text.IoFromText;
import io.gyre.analysis.kernel.text.IrqFromText;
import io.gyre.analysis.kernel.text.OffCpuFromText;
import io.gyre.analysis.kernel.text.SchedFromText;
import io.gyre.analysis.kernel.text.StatesFromText;
import io.gyre.analysis.kernel.text.SyscallsFromText;
import io.gyre.analysis.kernel.threads.ThreadStates;
import io.gyre.analysis.kernel.threads.ThreadsAnalysis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Analyses of the kernel, whole lines of several chunks, beside babeltrace2's text: to the nanosecond. */
class AgainstTextTest {
    /** The calls of these recordings that are known by number alone, from the x86-64 table of the kernel. */
    private static final Map<String, String> NUMBERED = Map.of("#15", "rt_sigreturn", "#125", "capget", "#126",
            "capset",
            "#158", "arch_prctl", "#318", "getrandom", "#324", "membarrier", "#332", "statx", "#334", "rseq", "#435",
            "clone3");

    @ParameterizedTest
    @ValueSource(strings = { "kernel-small-ctx-1", "kernel-small-noctx-1", "kernel-discard-1"})
    void waitsForCpusAreThoseOfTheText(String recording) throws IOException {
        SchedFromText text = SchedFromText.read(text(recording));
        SchedWaits waits = Waits.resolved(line(new SchedAnalysis(), recording), SchedWaits.NONE).ended();
        assertEquals(Figures.of(text.byThread), figures(waits.threads(), durations -> durations));
        assertEquals(Figures.of(text.byPriority), figures(waits.priorities(), durations -> durations));
        assertSpread(text.byThread.values(), waits.total().histogram());
        List<Long> longest = text.byThread.values().stream().flatMap(List::stream)
                .sorted((a, b) -> Long.compare(b, a)).limit(waits.longest().size()).toList();
        assertEquals(longest, waits.longest().stream().map(wait -> wait.lengthNs()).toList());
        assertTrue(waits.total().durations().count() > 1000);
    }

    @ParameterizedTest
    @ValueSource(strings = { "kernel-small-ctx-1", "kernel-small-noctx-1", "kernel-discard-1", "kernel-rseq-1"})
    void systemCallsAreThoseOfTheText(String recording) throws IOException {
        SyscallsFromText text = SyscallsFromText.read(text(recording));
        SyscallUse use = SyscallUse.resolved(line(new SyscallsAnalysis(), recording));
        Map<String, String> expected = Figures.of(text.byCall);
        expected.putAll(numbered(Figures.of(text.byNumber)));
        assertEquals(expected, figures(use.calls(), call -> call.outcomes().durations()));
        var threads = new TreeMap<String, Outcomes>();
        use.threads().forEach((of, outcomes) -> threads.put(of.tid() + " " + of.call(), outcomes));
        assertEquals(numbered(Figures.of(text.byThread)), figures(threads, Outcomes::durations));
        assertEquals(numbered(text.entries), counts(use.calls(), CallFigures::entries));
        assertEquals(numbered(text.exits), counts(use.calls(), CallFigures::exits));
        var errors = new TreeMap<String, Long>();
        use.calls().forEach((call, found) -> found.outcomes().errors().forEach(
                (error, count) -> errors.put(call + " " + error, count)));
        assertEquals(numbered(text.errors), errors);
        var all = new ArrayList<>(text.byCall.values());
        all.addAll(text.byNumber.values());
        assertSpread(all, use.calls().values().stream().map(CallFigures::histogram).reduce(Histogram.NONE,
                Histogram::plus));
    }

    @ParameterizedTest
    @ValueSource(strings = { "kernel-small-ctx-1", "kernel-small-noctx-1"})
    void interruptsAreThoseOfTheText(String recording) throws IOException {
        IrqFromText text = IrqFromText.read(text(recording));
        IrqUse use = IrqUse.resolved(line(new IrqAnalysis(), recording));
        var spans = new TreeMap<String, Distribution>();
        use.spans().forEach((interrupt, spread) -> spans
                .put(interrupt.kind().name().toLowerCase(Locale.ROOT) + " " + interrupt.number(), spread));
        assertEquals(Figures.of(text.spans), figures(spans, Distribution::durations));
        assertSpread(text.spans.values(),
                spans.values().stream().map(Distribution::histogram).reduce(Histogram.NONE, Histogram::plus));
    }

    @Test
    void inputAndOutputAreThoseOfTheText() throws IOException {
        String recording = "kernel-small-ctx-1";
        IoFromText text = IoFromText.read(text(recording));
        IoUse use = IoUse.resolved(line(new IoAnalysis(), recording));
        for (String call : List.of("read", "write", "pread64", "openat", "close", "recvmsg", "sendmsg", "sendto",
                "splice", "sync_file_range", "fsync", "socket", "accept", "accept4")) {
            Transfer found = use.calls().getOrDefault(call, Transfer.NONE);
            assertEquals(Figures.of(text.calls).get(call), Figures.of(found.spread().durations()), call);
        }
        for (String call : List.of("read", "write", "pread64", "recvmsg", "sendmsg", "sendto", "splice")) {
            assertEquals(text.bytes.get(call), use.calls().getOrDefault(call, Transfer.NONE).bytes(), call);
        }
        assertEquals(14, use.calls().size());
        var read = new TreeMap<>(text.readBytes);
        read.values().removeIf(bytes -> bytes == 0);
        use.threads()
                .forEach((tid, volume) -> assertTrue(volume.read() >= read.getOrDefault(tid, 0L), "thread " + tid));
        assertEquals(text.bytes.getOrDefault("read", 0L) + text.bytes.getOrDefault("pread64", 0L),
                use.threads().values().stream().mapToLong(Volume::read).sum());

        var requests = new TreeMap<String, Transfer>();
        use.disks().forEach((device, disk) -> {
            requests.put("read " + device, disk.reads());
            requests.put("write " + device, disk.writes());
        });
        assertEquals(Figures.of(text.requests), figures(requests, request -> request.spread().durations()));
        text.sectors.forEach((key, sectors) -> assertEquals(sectors * 512,
                requests.getOrDefault(key, Transfer.NONE).bytes(), key));
        use.interfaces().forEach((name, traffic) -> assertEquals(text.traffic.get(name), List.of(traffic.sentPackets(),
                traffic.sentBytes(), traffic.receivedPackets(), traffic.receivedBytes())));
        assertEquals(text.traffic.keySet(), use.interfaces().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = { "kernel-small-ctx-1", "kernel-small-noctx-1", "kernel-discard-1", "kernel-rseq-1",
            "kernel-uprobe-1"})
    void filesAreThoseOfTheText(String recording) throws IOException {
        FilesFromText text = FilesFromText.read(text(recording));
        var durations = new TreeMap<String, Durations>();
        var bytes = new TreeMap<String, Long>();
        IoUse.resolved(line(new IoAnalysis(), recording)).files().uses().forEach((file, use) -> {
            durations.put(file.tid() + " read " + file.name(), use.reads());
            durations.put(file.tid() + " write " + file.name(), use.writes());
            durations.put(file.tid() + " sync " + file.name(), use.syncs());
            bytes.put(file.tid() + " read " + file.name(), use.read());
            bytes.put(file.tid() + " write " + file.name(), use.written());
        });
        assertEquals(Figures.of(text.durations), figures(durations, any -> any));
        text.bytes.forEach((key, sum) -> assertEquals(sum, bytes.getOrDefault(key, 0L), key));
        assertTrue(!recording.contains("small") || text.named().size() > 800,
                () -> "only " + text.named().size() + " files");
    }

    @Test
    void membarriersAreThoseOfTheText() throws IOException {
        SyscallsFromText text = SyscallsFromText.read(text("kernel-rseq-1"));
        SyscallUse use = SyscallUse.resolved(line(new SyscallsAnalysis(), "kernel-rseq-1"));
        var commands = Map.of(0L, "QUERY", 1L, "GLOBAL", 2L, "GLOBAL_EXPEDITED", 4L, "REGISTER_GLOBAL_EXPEDITED", 8L,
                "PRIVATE_EXPEDITED", 16L, "REGISTER_PRIVATE_EXPEDITED", 128L, "PRIVATE_EXPEDITED_RSEQ", 256L,
                "REGISTER_PRIVATE_EXPEDITED_RSEQ", 32L, "PRIVATE_EXPEDITED_SYNC_CORE", 64L,
                "REGISTER_PRIVATE_EXPEDITED_SYNC_CORE");
        var expected = new TreeMap<String, String>();
        Figures.of(text.membarriers)
                .forEach((command, figures) -> expected
                        .put("membarrier " + commands.getOrDefault(command, "other command"), figures));
        var found = new TreeMap<>(figures(use.variants(), call -> call.outcomes().durations()));
        assertEquals(381, found.keySet().stream().filter(variant -> variant.startsWith("rseq"))
                .mapToLong(variant -> entries(use, variant)).sum());
        found.keySet().removeIf(variant -> variant.startsWith("rseq"));
        assertEquals(expected, found);
        assertTrue(expected.size() >= 5, expected.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = { "kernel-small-ctx-1", "kernel-small-noctx-1"})
    void statesOfCpusAndThreadsAreThoseOfTheText(String recording) throws IOException {
        StatesFromText text = StatesFromText.read(text(recording));
        var found = new TreeMap<String, Long>();
        CpuRuns.resolved(line(new CpusAnalysis(), recording)).sums().forEach((cpu, times) -> put(found, cpu, times));
        assertEquals(text.byCpu, found);
        var ofThreads = new TreeMap<String, Long>();
        ThreadStates.resolved(line(new ThreadsAnalysis(), recording)).threads()
                .forEach((tid, times) -> put(ofThreads, tid, times.on()));
        assertEquals(text.byThread, ofThreads);
    }

    private static void put(Map<String, Long> found, int of, Times times) {
        for (RunState state : RunState.values()) {
            if (times.ns(state) > 0) {
                found.put(of + " " + state.name().toLowerCase(Locale.ROOT), times.ns(state));
            }
        }
    }

    @Test
    void waitsAndBlocksOfThreadsAreThoseOfTheText() throws IOException {
        String recording = "kernel-small-ctx-1";
        var offCpus = new TreeMap<String, Long>();
        ThreadStates.resolved(line(new ThreadsAnalysis(), recording)).threads().forEach((tid, times) -> {
            if (times.off().waitedNs() > 0) {
                offCpus.put(tid + " waiting", times.off().waitedNs());
            }
            times.off().blocked()
                    .forEach((reason, ns) -> offCpus.merge(tid + " blocked " + reason.in(), ns, Long::sum));
        });
        assertEquals(OffCpuFromText.read(text(recording), NUMBERED).byThread, offCpus);
        assertTrue(offCpus.size() > 100, () -> "only " + offCpus.size() + " states");
    }

    private static long entries(SyscallUse use, String variant) {
        return use.variants().getOrDefault(variant, CallFigures.NONE).entries();
    }

    private static <V> Map<String, V> numbered(Map<String, V> calls) {
        var named = new TreeMap<String, V>();
        calls.forEach((call, value) -> {
            String[] words = call.split(" ");
            for (int i = 0; i < words.length; i++) {
                words[i] = NUMBERED.getOrDefault(words[i], words[i]);
            }
            named.put(String.join(" ", words), value);
        });
        return named;
    }

    private static <V> Map<String, Long> counts(Map<String, V> rows, ToLongFunction<V> count) {
        var counts = new TreeMap<String, Long>();
        rows.forEach((key, row) -> {
            if (count.applyAsLong(row) != 0) {
                counts.put(key, count.applyAsLong(row));
            }
        });
        return counts;
    }

    @ParameterizedTest
    @ValueSource(strings = { "kernel-small-ctx-1", "kernel-small-noctx-1", "kernel-rseq-1"})
    void returnedValuesAreThoseOfTheText(String recording) throws IOException {
        SyscallsFromText text = SyscallsFromText.read(text(recording));
        SyscallUse use = SyscallUse.resolved(line(new SyscallsAnalysis(), recording));
        assertEquals(numbered(Figures.sums(text.returned)), returned(use.calls(), CallFigures::outcomes));
        var threads = new TreeMap<String, Outcomes>();
        use.threads().forEach((of, outcomes) -> threads.put(of.tid() + " " + of.call(), outcomes));
        assertEquals(numbered(Figures.sums(text.returnedToThread)), returned(threads, outcomes -> outcomes));
        numbered(text.returned).forEach((call, values) -> {
            var buckets = new TreeMap<Long, Long>();
            values.forEach(value -> buckets.merge(Histogram.lowerBound(Histogram.bucketOf(value)), 1L, Long::sum));
            var found = new TreeMap<Long, Long>();
            CallFigures figures = use.calls().getOrDefault(call, CallFigures.NONE);
            figures.values().buckets().forEach(bucket -> found.put(bucket.from(), bucket.count()));
            assertEquals(buckets, found, call);
            assertSpread(List.of(values), figures.values());
        });
        assertTrue(text.returned.values().stream().mapToInt(List::size).sum() > 1000, recording);
    }

    private static <V> Map<String, String> returned(Map<String, V> rows, Function<V, Outcomes> outcomes) {
        var found = new TreeMap<String, String>();
        rows.forEach((key, row) -> {
            Returned returned = outcomes.apply(row).returned();
            if (returned.count() > 0) {
                found.put(key, returned.count() + " " + returned.min() + " " + returned.max() + " "
                        + returned.sum().toBigInteger());
            }
        });
        return found;
    }

    private static void assertSpread(Collection<List<Long>> durations, Histogram found) {
        for (long boundNs = 16; boundNs < 1L << 40; boundNs *= 2) {
            long below = boundNs;
            long expected = durations.stream().flatMap(List::stream).filter(ns -> ns < below).count();
            assertEquals(expected, found.countBetween(0, below), "durations under " + boundNs + " ns");
        }
    }

    private static <K, V> Map<K, String> figures(Map<K, V> rows, Function<V, Durations> durations) {
        var figures = new TreeMap<K, String>();
        rows.forEach((key, row) -> {
            if (!durations.apply(row).isNone()) {
                figures.put(key, Figures.of(durations.apply(row)));
            }
        });
        return figures;
    }

    private static Path text(String recording) {
        return SharedTraces.root().resolve(recording).resolve("reference.txt.zst");
    }

    @SuppressWarnings("unchecked")
    private static <P> View<P> line(Analysis<P> analysis, String recording) throws IOException {
        return (View<P>) new LocalReport(List.of(analysis), Slices.seconds())
                .of(SharedTraces.line(recording), result -> {}).results().getFirst().view();
    }
}
