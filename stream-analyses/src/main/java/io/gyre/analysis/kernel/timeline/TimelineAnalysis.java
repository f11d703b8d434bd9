package io.gyre.analysis.kernel.timeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Fold;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.View;
import io.gyre.analysis.kernel.thread.Tids;

/**
 * {@code timeline}: what each thread and each CPU did from when to when, as the control flow view and the resources view of Trace Compass draw it.
 * The sums of the intervals are what {@code threads} and {@code cpus} tell; what the states mean is said there.
 *
 * <pre>
 * {"to_ns": 120, "left_out_changes": 0,
 *  "cpus": [{"begin_ns": 30, "end_ns": 35, "cpu": 0, "state": "irq", "in": "irq 19 eth0",
 *            "thread": {"tid": 7, "comm": "bash"}},
 *           {"begin_ns": 40, "end_ns": 45, "cpu": 0, "state": "idle"}],
 *  "threads": [{"begin_ns": 30, "end_ns": 35, "cpu": 0, "state": "interrupted", "in": "irq 19 eth0", "tid": 7, "comm": "bash", …},
 *              {"begin_ns": 40, "end_ns": 70, "state": "blocked", "in": "read", "sleep": "interruptible", "tid": 7, "comm": "bash", …}]}
 * </pre>
 *
 * <p>States of CPUs are {@code idle}, {@code user}, {@code system call}, {@code other}, {@code soft irq}, {@code irq} and {@code unknown}, where
 * switches were lost; those of threads {@code user}, {@code system call}, {@code other}, {@code interrupted}, {@code waiting} and
 * {@code blocked}. {@code in} is the system call or the interrupt. Both lists are in the order of their begins. What reaches over a border of the
 * stretch is cut there, and has its other part in the stretch before or after; so the intervals of slices, one behind the other, are those
 * of the line, which ends with its last event. All intervals have some length.
 *
 * <p>A stretch tells of its first {@value Changes#MOST} changes (switches, system calls, interrupts, wake-ups, births). Where there are more,
 * all intervals end at {@code to_ns}, where the first of the {@code left_out_changes} is: a shorter stretch tells of them.
 */
public final class TimelineAnalysis implements Analysis<Timeline> {
    private static final int VERSION = 1;

    @Override
    public String name() {
        return "timeline";
    }

    @Override
    public String summary() {
        return "what each thread and CPU did from when to when";
    }

    @Override
    public boolean isLarge() {
        return true;
    }

    /** Goes up with that of {@code threads} too, whose partial is a part of this one. */
    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public Fold<Timeline> newFold() {
        return new TimelineFold();
    }

    @Override
    public Timeline empty() {
        return Timeline.NONE;
    }

    @Override
    public Timeline merge(Timeline left, Timeline right) {
        return left.followedBy(right);
    }

    @Override
    public Timeline gap() {
        return Timeline.GAP;
    }

    @Override
    public void write(Timeline partial, PartialOutput out) {
        partial.write(out);
    }

    @Override
    public Timeline read(PartialInput in, int version) throws PartialFormatException {
        return Timeline.read(in);
    }

    @Override
    public boolean isEmpty(View<Timeline> view) {
        return Timeline.THREADS.isEmpty(Timeline.states(view));
    }

    @Override
    public void json(View<Timeline> view, ObjectNode entry) {
        Intervals intervals = Replay.of(view);
        entry.put("to_ns", intervals.toNs()).put("left_out_changes", intervals.leftOut());
        ArrayNode cpus = entry.putArray("cpus");
        for (Interval interval : intervals.cpus()) {
            ObjectNode row = row(cpus, interval, interval.state().ofCpu());
            if (interval.tid() > Tids.IDLE) {
                row.putObject("thread").put("tid", interval.tid()).put("comm", intervals.names().comm(interval.tid()));
            }
        }
        ArrayNode threads = entry.putArray("threads");
        for (Interval interval : intervals.threads()) {
            intervals.names().json(row(threads, interval, interval.state().ofThread()), interval.tid());
        }
    }

    private static ObjectNode row(ArrayNode rows, Interval interval, String state) {
        ObjectNode row = rows.addObject().put("begin_ns", interval.beginNs()).put("end_ns", interval.endNs());
        if (interval.cpu() >= 0) {
            row.put("cpu", interval.cpu());
        }
        row.put("state", state);
        if (!interval.in().isEmpty()) {
            row.put("in", interval.in());
        }
        return interval.sleep().isEmpty() ? row : row.put("sleep", interval.sleep());
    }

    @Override
    public String text(View<Timeline> view, Detail detail) {
        return new TimelineText(Replay.of(view), detail).toString();
    }
}
