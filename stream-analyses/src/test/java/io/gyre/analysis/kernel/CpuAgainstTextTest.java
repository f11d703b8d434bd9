package io.gyre.analysis.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.analysis.LineReport;
import io.gyre.analysis.LocalReport;
import io.gyre.analysis.SharedTraces;
import io.gyre.analysis.Slices;
import io.gyre.analysis.View;
import io.gyre.analysis.kernel.CpuShares.Share;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To the nanosecond. */
class CpuAgainstTextTest {

    @ParameterizedTest
    @ValueSource(strings = { "kernel-small-ctx-1", "kernel-small-noctx-1", "kernel-rseq-1", "kernel-discard-1"})
    void figuresAreThoseOfBabeltracesText(String recording) throws IOException {
        CpuFromText text = CpuFromText.read(SharedTraces.root().resolve(recording).resolve("reference.txt.zst"));
        LineReport report = new LocalReport(List.of(new CpuAnalysis()), Slices.seconds())
                .of(SharedTraces.line(recording), result -> {});
        View<?> view = report.results().getFirst().view();
        var usage = (CpuUsage) view.value();

        assertEquals(text.busyNs, byCpu(usage, CpuRun::busyNs));
        assertEquals(text.idleNs, byCpu(usage, CpuRun::idleNs));
        assertEquals(text.unknownNs, byCpu(usage, CpuRun::unknownNs));
        assertEquals(text.threadNs, byThread(usage, ThreadUse::cpuNs));
        assertEquals(text.migrations, byThread(usage, ThreadUse::migrations));
        assertEquals(text.switches, byThread(usage, ThreadUse::switches));
        assertTrue(usage.threads().size() > 10);

        CpuShares shares = CpuShares.of(View.whole(new CpuAnalysis(), usage));
        usage.cpus().forEach((cpu, run) -> assertEquals(usage.observedToNs() - run.first().ns(),
                shares.cpus().getOrDefault(cpu, Share.NONE).observedNs(), "busy, idle and unknown time of CPU " + cpu));
    }

    private static Map<Integer, Long> byCpu(CpuUsage usage, ToLongFunction<CpuRun> figure) {
        var map = new TreeMap<Integer, Long>();
        usage.cpus().forEach((cpu, run) -> putUnlessZero(map, cpu, figure.applyAsLong(run)));
        return map;
    }

    private static Map<String, Long> byThread(CpuUsage usage, ToLongFunction<ThreadUse> figure) {
        var map = new TreeMap<String, Long>();
        usage.threads().forEach((thread, use) -> putUnlessZero(map, thread.tid() + " " + thread.comm(),
                figure.applyAsLong(use)));
        return map;
    }

    private static <K> void putUnlessZero(Map<K, Long> map, K key, long value) {
        if (value != 0) {
            map.put(key, value);
        }
    }
}
