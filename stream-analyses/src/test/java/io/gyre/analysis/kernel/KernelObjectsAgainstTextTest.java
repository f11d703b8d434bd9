package io.gyre.analysis.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.analysis.Analysis;
import io.gyre.analysis.LocalReport;
import io.gyre.analysis.SharedTraces;
import io.gyre.analysis.Slices;
import io.gyre.analysis.View;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.kernel.locks.LockUse;
import io.gyre.analysis.kernel.locks.LocksAnalysis;
import io.gyre.analysis.kernel.net.NetAnalysis;
import io.gyre.analysis.kernel.net.NetUse;
import io.gyre.analysis.kernel.net.Protocols;
import io.gyre.analysis.kernel.text.Figures;
import io.gyre.analysis.kernel.text.FutexFromText;
import io.gyre.analysis.kernel.text.NetFromText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Futexes and packets, whole lines of several chunks, beside babeltrace2's text: to the nanosecond. */
class KernelObjectsAgainstTextTest {

    @ParameterizedTest
    @ValueSource(strings = { "kernel-small-ctx-1", "kernel-small-noctx-1", "../traces-ctf2/kernel-small-1"})
    void futexesAreThoseOfTheText(String recording) throws IOException {
        FutexFromText text = FutexFromText.read(text(recording));
        LockUse use = LockUse.resolved(line(new LocksAnalysis(), recording));
        var waits = new TreeMap<String, String>();
        var woken = new TreeMap<String, Long>();
        use.futexes().forEach((of, found) -> {
            String key = of.tid() + " " + of.address();
            Durations took = found.waits();
            if (!took.isNone()) {
                waits.put(key, Figures.of(took));
            }
            if (found.wakes() > 0) {
                woken.put(key, found.woken());
            }
        });
        assertEquals(Figures.of(text.waits), waits);
        assertEquals(text.woken, woken);
        assertTrue(waits.size() > 5, waits.toString());
        var wakings = new TreeMap<String, Long>();
        use.wakers().waits().forEach((waking, ended) -> wakings
                .put(waking.tid() + " " + waking.address() + " " + waking.by(), ended.count()));
        assertEquals(text.wakings, wakings);
        assertTrue(wakings.size() > 3, wakings.toString());
        var peaks = new TreeMap<Long, Integer>();
        use.peaks().byAddress().forEach((address, peak) -> peaks.put(address, peak.most()));
        assertEquals(text.peaks(), peaks);
        assertTrue(peaks.size() > 5, peaks.toString());
    }

    @Test
    void packetsAreThoseOfTheText() throws IOException {
        NetFromText text = NetFromText.read(text("kernel-small-ctx-1"));
        NetUse use = NetUse.resolved(line(new NetAnalysis(), "kernel-small-ctx-1"));
        var waits = new TreeMap<String, String>();
        var packets = new TreeMap<String, List<Long>>();
        use.interfaces().forEach((name, flow) -> {
            if (!flow.queueing().isNone()) {
                waits.put(name, Figures.of(flow.queueing().durations()));
            }
            if (flow.sent().count() + flow.received().count() > 0) {
                packets.put(name, List.of(flow.sent().count(), flow.sent().bytes(), flow.received().count(),
                        flow.received().bytes()));
            }
        });
        assertEquals(Figures.of(text.waits), waits);
        assertEquals(text.packets, packets);
        var protocols = new TreeMap<String, List<Long>>();
        use.interfaces().forEach((name, flow) -> Protocols.both(flow.queuedBy(), flow.receivedBy(),
                (protocol, out, in) -> protocols.put(name + " " + protocol,
                        List.of(out.packets(), out.bytes(), in.packets(), in.bytes()))));
        assertEquals(text.protocols, protocols);
        assertEquals(Set.of("lo tcp", "lo icmp"), protocols.keySet());
        var queued = new TreeMap<Integer, Long>();
        use.senders().threads().forEach((tid, sent) -> queued.put(tid, sent.bytes()));
        assertEquals(text.queuedBytes, queued);
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
