package io.gyre.analysis.kernel.threads;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.DescribedAnalysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Partials;
import io.gyre.analysis.View;
import io.gyre.analysis.fleet.FiguresTally;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.fleet.Unit;
import io.gyre.analysis.kernel.away.Away;
import io.gyre.analysis.kernel.state.RunState;
import io.gyre.analysis.kernel.thread.ThreadNodes;
import java.util.Optional;
import java.util.SortedMap;

/**
 * {@code threads}: what each thread did, as the control flow view of Trace Compass tells it: ran in user mode or in system calls, was
 * interrupted, waited for a CPU, was blocked and in what. An interrupt comes before what it interrupts.
 *
 * <pre>
 * {"user_ns": 30, "system_call_ns": 20, "other_ns": 5, "interrupted_ns": 5, "waiting_ns": 12, "blocked_ns": 40,
 *  "per_process": [{"pid": 243, "process": "bash", "threads": 2, "user_ns": 30, …, "blocked_in": […]}],
 *  "per_thread": [{"tid": 243, "comm": "bash", …, "user_ns": 30, …, "blocked_in": [{"in": "read", "sleep": "interruptible", "ns": 40}]}],
 *  "other_threads": {…},
 *  "longest": [{"from_ns": 10, "woken_ns": 40, "to_ns": 42, "cpu": 0, "in": "read", "sleep": "interruptible", "thread": {"tid": 243, …}}]}
 * </pre>
 *
 * <p>Of a fleet: the times of all threads together; by name the processes that were {@code running}, {@code waiting} and {@code blocked} longest, and
 * the calls that most time was {@code blocked_in}.
 *
 * <p>{@code other_ns} is time on a CPU of a thread of which no system call has been seen yet, such as those of the kernel. A thread waits from
 * its birth, from when it is taken off its CPU and could run on, and from its wake-up; without events of wake-ups it counts as blocked until it
 * has a CPU. A wait or block reaches into every window and slice that it spans. {@code longest} has the 100 longest blocks that ended in the
 * stretch, with the wait after them. Those that were active longest, on a CPU or waiting for one, come first. {@code other_threads} are those
 * above the limits of {@link ThreadStates}. A line, window or slice before any {@code sched_switch} has no entry.
 */
public final class ThreadsAnalysis extends DescribedAnalysis<ThreadStates> {
    public ThreadsAnalysis() {
        super("threads", "time of each thread running, waiting, blocked and in what", ThreadsFold::new,
                new Partials<>(1, ThreadStates.NONE, ThreadStates.GAP, ThreadStates::followedBy, ThreadStates::write,
                        ThreadStates::read));
    }

    @Override
    public boolean isEmpty(View<ThreadStates> view) {
        return !view.value().hasSwitches() && !view.before().hasSwitches();
    }

    @Override
    public void json(View<ThreadStates> view, ObjectNode entry) {
        ThreadStates states = ThreadStates.resolved(view);
        SortedMap<Integer, ThreadTimes> threads = states.threads();
        threads.values().stream().reduce(states.otherThreads(), ThreadTimes::plus).json(entry);
        ArrayNode perProcess = entry.putArray("per_process");
        ProcessTimes.byActivity(states.processes()).forEach(row -> {
            ProcessTimes process = row.getValue();
            ObjectNode node = perProcess.addObject().put("pid", row.getKey())
                    .put("process", states.names().comm(row.getKey())).put("threads", process.threads());
            process.times().jsonReasons(process.times().json(node));
        });
        ArrayNode perThread = entry.putArray("per_thread");
        ThreadTimes.byActivity(threads).forEach(row -> row.getValue().jsonReasons(
                row.getValue().json(states.names().json(perThread.addObject(), row.getKey()))));
        states.otherThreads().json(entry.putObject("other_threads"));
        ArrayNode longest = entry.putArray("longest");
        var nodes = new ThreadNodes(states.names());
        for (Away away : states.longest()) {
            Reason reason = Reason.of(away);
            ObjectNode row = longest.addObject().put("from_ns", away.leave().ns()).put("woken_ns", away.waitsFromNs())
                    .put("to_ns", away.toNs()).put("cpu", away.cpu()).put("in", reason.in())
                    .put("sleep", reason.sleep().words());
            row.set("thread", nodes.of(away.tid()));
        }
    }

    @Override
    public Optional<FleetFigures> fleet(View<ThreadStates> view) {
        if (!view.value().tells()) {
            return Optional.of(FleetFigures.NOTHING);
        }
        ThreadStates states = ThreadStates.resolved(view);
        SortedMap<Integer, ThreadTimes> threads = states.threads();
        ThreadTimes total = threads.values().stream().reduce(states.otherThreads(), ThreadTimes::plus);
        var tally = new FiguresTally();
        tally.sum("user_ns", total.on().ns(RunState.USER));
        tally.sum("system_call_ns", total.on().ns(RunState.CALL));
        tally.sum("other_ns", total.on().ns(RunState.OTHER));
        tally.sum("interrupted_ns", total.interruptedNs());
        tally.sum("waiting_ns", total.off().waitedNs());
        tally.sum("blocked_ns", total.off().blockedNs());
        threads.forEach((tid, times) -> {
            String process = states.names().processName(tid);
            tally.top("running", Unit.NANOSECONDS, process, times.on().sumNs());
            tally.top("waiting", Unit.NANOSECONDS, process, times.off().waitedNs());
            tally.top("blocked", Unit.NANOSECONDS, process, times.off().blockedNs());
        });
        total.off().blocked().forEach((reason, ns) -> tally.top("blocked_in", Unit.NANOSECONDS, reason.in(), ns));
        return Optional.of(tally.figures());
    }

    @Override
    public String text(View<ThreadStates> view, Detail detail) {
        return new ThreadsText(ThreadStates.resolved(view), detail).toString();
    }
}
