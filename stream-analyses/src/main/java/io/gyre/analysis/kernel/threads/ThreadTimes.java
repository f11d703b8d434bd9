package io.gyre.analysis.kernel.threads;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.figures.Ranking;
import io.gyre.analysis.kernel.state.RunState;
import io.gyre.analysis.kernel.state.Times;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/** Time of a thread, or of several together, on CPUs and off them. */
public record ThreadTimes(Times on, OffCpu off) {
    static final ThreadTimes NONE = new ThreadTimes(Times.NONE, OffCpu.NONE);

    ThreadTimes plus(ThreadTimes other) {
        return new ThreadTimes(on.plus(other.on), off.plus(other.off));
    }

    long interruptedNs() {
        return on.ns(RunState.SOFT_IRQ) + on.ns(RunState.IRQ);
    }

    /** {@return how long it ran or wanted to} */
    long activeNs() {
        return on.sumNs() + off.waitedNs();
    }

    /** {@return why it was blocked, the reasons of most time first} */
    List<Map.Entry<Reason, Long>> reasons() {
        return Ranking.largestFirst(off.blocked().entrySet(), Map.Entry::getValue);
    }

    /** {@return the rows, those that were active longest first} */
    static List<Map.Entry<Integer, ThreadTimes>> byActivity(SortedMap<Integer, ThreadTimes> threads) {
        return byActivity(threads, Function.identity());
    }

    static <V> List<Map.Entry<Integer, V>> byActivity(SortedMap<Integer, V> rows, Function<V, ThreadTimes> times) {
        return Ranking.largestFirst(rows.entrySet(), row -> times.apply(row.getValue()).activeNs());
    }

    ObjectNode json(ObjectNode node) {
        return node.put("user_ns", on.ns(RunState.USER)).put("system_call_ns", on.ns(RunState.CALL))
                .put("other_ns", on.ns(RunState.OTHER)).put("interrupted_ns", interruptedNs())
                .put("waiting_ns", off.waitedNs()).put("blocked_ns", off.blockedNs());
    }

    void jsonReasons(ObjectNode node) {
        ArrayNode reasons = node.putArray("blocked_in");
        reasons().forEach(row -> reasons.addObject().put("in", row.getKey().in())
                .put("sleep", row.getKey().sleep().words()).put("ns", row.getValue()));
    }
}
