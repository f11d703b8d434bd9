package io.gyre.analysis.generic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.DeclarationException;
import io.gyre.analysis.Declarations;
import io.gyre.analysis.LineCuts;
import io.gyre.analysis.SharedTraces;
import io.gyre.analysis.View;
import io.gyre.analysis.generic.rate.RatesAnalysis;
import io.gyre.analysis.kernel.sched.SchedAnalysis;
import io.gyre.chunk.SessionLine;
import io.gyre.ctf.CtfException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On real recordings: cut invariance, and figures that other analyses give, too. */
class GenericLawsTest {
    private static Analysis<?> declare(String kind, String text) {
        try {
            return Declarations.installed().declare(kind, text);
        } catch (DeclarationException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "kernel-discard-1", "kernel-uprobe-1"})
    void kernelCutsChangeNothing(String recording) throws IOException, CtfException {
        LineCuts.check(List.of(new RatesAnalysis(),
                declare("pairs", "reads: syscall_entry_read -> syscall_exit_read(ret > 0) by $ctx.cpu_id"),
                declare("pairs", "wake: sched_waking -> sched_switch by tid = next_tid"),
                declare("pairs", "cycle: sched_switch -> sched_switch by prev_comm = next_comm, $ctx.cpu_id"),
                declare("pairs", "all: irq_* -> sched_switch"),
                declare("counters", "every: * *"), declare("counters", "ret: syscall_exit_*(ret < 0) ret")),
                SharedTraces.line(recording), 2);
    }

    @ParameterizedTest
    @ValueSource(strings = { "ust-basic-1", "ust-gaps-1", "ust-pid-1", "ust-filter-missing/filtered", "ust-grow-1"})
    void userSpaceCutsChangeNothing(String recording) throws IOException, CtfException {
        LineCuts.check(List.of(new RatesAnalysis(), declare("pairs", "ticks: * -> * by $ctx.cpu_id"),
                declare("counters", "every: * *")), SharedTraces.line(recording), 2);
    }

    /** From a wake-up to the switch to the thread: what {@code sched} finds by the same rule, where no thread is woken twice. */
    @Test
    void latencyOfWakeUpsIsThatOfSched() throws IOException, CtfException {
        SessionLine line = SharedTraces.line("kernel-uprobe-1");
        ObjectNode pairs = json(declare("pairs", "wake: sched_wakeup* -> sched_switch by tid = next_tid"), line);
        ObjectNode sched = json(new SchedAnalysis(), line);
        assertEquals(sched.at("/count"), pairs.at("/latency/count"));
        assertEquals(sched.at("/sum_ns"), pairs.at("/latency/sum_ns"));
        assertEquals(sched.at("/histogram"), pairs.at("/latency/histogram"));
    }

    private static <P> ObjectNode json(Analysis<P> analysis, SessionLine line)
            throws IOException, CtfException {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        analysis.json(View.whole(analysis, LineCuts.whole(analysis, line)), node);
        return node;
    }
}
