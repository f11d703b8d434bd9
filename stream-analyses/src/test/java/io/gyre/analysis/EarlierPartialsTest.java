package io.gyre.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.Histogram;
import io.gyre.analysis.kernel.call.OpenCalls;
import io.gyre.analysis.kernel.syscalls.CallFigures;
import io.gyre.analysis.kernel.syscalls.Outcomes;
import io.gyre.analysis.kernel.syscalls.Returned;
import io.gyre.analysis.kernel.syscalls.SyscallUse;
import io.gyre.analysis.kernel.syscalls.SyscallsAnalysis;
import io.gyre.analysis.kernel.syscalls.ThreadCall;
import io.gyre.analysis.kernel.text.Texts;
import io.gyre.analysis.kernel.thread.RunningThreads;
import io.gyre.analysis.kernel.thread.ThreadNames;
import io.gyre.analysis.user.address.Address;
import io.gyre.analysis.user.address.Mappings;
import io.gyre.analysis.user.callstack.CallFold;
import io.gyre.analysis.user.callstack.CallstackAnalysis;
import io.gyre.analysis.user.heap.HeapAnalysis;
import io.gyre.analysis.user.heap.HeapFold;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What instances of an earlier version have written is read, to the last figure. */
class EarlierPartialsTest {
    private static final long BEGIN = 0x400000;

    /** Files without build ids: the first version had none, and wrote nothing after the files. */
    private static <P> void check(Analysis<P> analysis, P partial) throws PartialFormatException {
        var buildIds = new TreeMap<Address, String>();
        buildIds.put(new Address(5, BEGIN), "");
        var none = new PartialOutput();
        Mappings.NONE.write(none);
        var ids = new PartialOutput();
        new Mappings(Collections.emptySortedMap(), buildIds).write(ids);
        int more = ids.toByteArray().length - none.toByteArray().length + 1;
        var all = new PartialOutput();
        analysis.write(partial, all);
        byte[] first = Arrays.copyOf(all.toByteArray(), all.toByteArray().length - more);
        var in = new PartialInput(first);
        P read = analysis.read(in, 1);
        assertEquals(0, in.remaining());
        var whole = View.whole(analysis, read);
        assertEquals(analysis.text(View.whole(analysis, partial), Detail.USUAL), analysis.text(whole, Detail.USUAL));
        assertTrue(analysis.text(whole, Detail.USUAL).contains("shop:0x401000"),
                () -> analysis.text(whole, Detail.USUAL));
    }

    @Test
    void callstacksOfTheFirstVersionHaveNoBuildIds() throws PartialFormatException {
        var analysis = new CallstackAnalysis();
        var fold = (CallFold) analysis.newFold();
        fold.mapped(BEGIN, 0x4000, Texts.of("/usr/bin/shop"), 0, 5);
        fold.entry(10, 0x401000, 5, 6);
        fold.exit(20, 0x401000, 5, 6);
        check(analysis, fold.cut(Long.MIN_VALUE, Long.MAX_VALUE));
    }

    @Test
    void systemCallsOfTheFirstVersionHaveNoReturnedValues() throws PartialFormatException {
        var analysis = new SyscallsAnalysis();
        var out = new PartialOutput();
        out.writeUnsigned(1);
        out.writeString("read");
        out.writeUnsigned(3);
        out.writeUnsigned(2);
        writeOutcomes(out);
        Histogram.of(20).write(out);
        out.writeUnsigned(0);
        out.writeUnsigned(1);
        out.writeSigned(7);
        out.writeString("read");
        writeOutcomes(out);
        out.writeUnsigned(0);
        out.writeUnsigned(0);
        OpenCalls.NONE.write(out);
        RunningThreads.NONE.write(out);
        ThreadNames.NONE.write(out);
        var in = new PartialInput(out.toByteArray());
        SyscallUse read = analysis.read(in, 1);
        assertEquals(0, in.remaining());
        var outcomes = new Outcomes(Durations.of(20), new TreeMap<>(Map.of(11, 1L)), Returned.NONE);
        assertEquals(Map.of("read", new CallFigures(3, 2, outcomes, Histogram.of(20), Histogram.NONE)), read.calls());
        assertEquals(Map.of(new ThreadCall(7, "read"), outcomes), read.threads());
    }

    private static void writeOutcomes(PartialOutput out) {
        Durations.of(20).write(out);
        out.writeUnsigned(1);
        out.writeUnsigned(11);
        out.writeUnsigned(1);
    }

    @Test
    void heapsOfTheFirstVersionHaveNoBuildIds() throws PartialFormatException {
        var analysis = new HeapAnalysis();
        var fold = (HeapFold) analysis.newFold();
        fold.mapped(BEGIN, 0x4000, Texts.of("/usr/bin/shop"), 0, 5);
        fold.malloc(10, 0x1000, 5, 5, Texts.of("shop"), 0x401000);
        check(analysis, fold.cut(Long.MIN_VALUE, Long.MAX_VALUE));
    }
}
