package io.gyre.analysis.kernel.probes;

import io.gyre.analysis.figures.DurationTally;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.kernel.thread.FollowedThread;
import io.gyre.analysis.kernel.thread.Place;
import io.gyre.analysis.kernel.thread.RunningThreads;
import io.gyre.analysis.kernel.thread.ThreadFold;
import io.gyre.analysis.kernel.thread.ThreadNames;
import io.gyre.analysis.kernel.thread.Tids;
import io.gyre.analysis.primitive.IntMap;
import io.gyre.analysis.primitive.LongMap;
import io.gyre.ctf.bind.Cpu;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.bind.Text;
import io.gyre.ctf.bind.Watch;
import io.gyre.ctf.bind.Watching;
import io.gyre.ctf.filter.Selection;
import io.gyre.ctf.model.EventRecordClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows each thread from probe to probe. Where events have a {@code tid} context it says who hit; else what a CPU's threads hit is kept with the
 * CPU, goes with the thread when it leaves, and comes back with it. What an idle CPU hits, as in interrupts, is followed until it is no longer idle.
 */
public final class ProbesFold extends ThreadFold<ProbesFold.ProbedThread, ProbeUse> implements Watching {
    private final IdentityHashMap<EventRecordClass, Hit> byClass = new IdentityHashMap<>();
    private final Map<String, Probe> byName = new HashMap<>();
    private final List<Probe> probes = new ArrayList<>();
    private final Map<String, Probe> functionsByName = new HashMap<>();
    private final List<Probe> functions = new ArrayList<>();
    private final LongMap<DurationTally> steps = new LongMap<>();
    private final IntMap<Track> onCpu = new IntMap<>();
    private final LongMap<Firsts.Tally> firsts = new LongMap<>();

    /**
     * What an event class means.
     *
     * @param function that is entered or left; null for neither
     */
    private record Hit(Probe probe, ProbeRole role, @Nullable Probe function) {}

    /** A thread, and what it did last. */
    public static final class ProbedThread extends FollowedThread {
        private final Track own;
        private Track away;

        ProbedThread(int tid) {
            super(tid);
            own = new Track(Place.own(tid));
            away = new Track(Place.away(tid));
        }
    }

    @Override
    protected ProbedThread newThread(int tid) {
        return new ProbedThread(tid);
    }

    @Override
    public List<Watch> watches() {
        return List.of(new Watch(Selection.ALL, ProbeShape.DYNAMIC, new ProbeVisitor(this)));
    }

    /**
     * A probe is hit.
     *
     * @param contextTid below 0 when no context tells it
     * @param pid 0 when no context tells it
     * @param comm empty when no context tells it
     */
    void hit(EventRecordClass event, long timestampNs, int cpu, int contextTid, int pid, Text comm) {
        int tid = contextTid < 0 ? tidOn(cpu) : contextTid;
        learn(tid, pid, comm);
        Hit hit = byClass.get(event);
        if (hit == null) {
            hit = hit(event);
            byClass.put(event, hit);
        }
        Track track = contextTid > Tids.IDLE ? thread(contextTid).own : cpu < 0 ? null : onCpu(cpu);
        hit.probe.count(timestampNs, tid);
        if (track != null) {
            follow(track, hit.probe, timestampNs, tid);
        }
        if (hit.function != null) {
            call(hit.function, hit.role, track, timestampNs, tid);
        }
        if (track != null) {
            track.hit(hit.probe, timestampNs);
        }
    }

    private Hit hit(EventRecordClass event) {
        Probe probe = byName.computeIfAbsent(event.name(), name -> add(probes, name));
        ProbeRole role = ProbeShape.role(event);
        return new Hit(probe, role, role == ProbeRole.POINT
                ? null
                : functionsByName.computeIfAbsent(role.base(event.name()), name -> add(functions, name)));
    }

    private static Probe add(List<Probe> known, String name) {
        var probe = new Probe(name, known.size());
        known.add(probe);
        return probe;
    }

    private void follow(Track track, Probe probe, long timestampNs, int tid) {
        long before = track.lastHit(probe);
        if (before != Track.NEVER) {
            probe.took(timestampNs - before, tid);
        } else if (track.initialPlace() != Lasts.NOWHERE) {
            firsts(track).hit(probe.name(), new At(timestampNs, tid));
        }
        Probe last = track.last();
        if (last == null && track.initialPlace() != Lasts.NOWHERE) {
            firsts(track).first(probe.name(), timestampNs);
        } else if (last != null && last != probe) {
            step(last, probe, timestampNs - track.lastNs());
        }
    }

    private void step(Probe from, Probe to, long ns) {
        long key = LongMap.key(from.index(), to.index());
        DurationTally step = steps.get(key);
        if (step == null) {
            step = new DurationTally();
            steps.put(key, step);
        }
        step.add(ns);
    }

    private void call(Probe function, ProbeRole role, @Nullable Track track, long timestampNs, int tid) {
        if (role.ends()) {
            function.count(timestampNs, tid);
        }
        if (track == null) {
            return;
        }
        if (!role.ends()) {
            track.enter(function, timestampNs);
            return;
        }
        long begin = track.leave(function);
        if (begin != Track.NEVER) {
            function.took(timestampNs - begin, tid);
        } else if (track.initialPlace() != Lasts.NOWHERE) {
            firsts(track).returned(function.name(), new At(timestampNs, tid));
        }
    }

    private Firsts.Tally firsts(Track track) {
        Firsts.Tally known = firsts.get(track.initialPlace());
        if (known == null) {
            known = new Firsts.Tally();
            firsts.put(track.initialPlace(), known);
        }
        return known;
    }

    private Track onCpu(int cpu) {
        Track track = onCpu.get(cpu);
        if (track == null) {
            track = new Track(Place.cpu(cpu));
            onCpu.put(cpu, track);
        }
        return track;
    }

    @Override
    protected void switched(long timestampNs, int cpu, ProbedThread previous, ProbedThread next, int nextPriority) {
        Track track = onCpu(cpu);
        Track spare = track;
        if (previous.tid() != Tids.IDLE) {
            spare = previous.away;
            previous.away = track;
        }
        if (next.tid() != Tids.IDLE) {
            onCpu.put(cpu, next.away);
            next.away = spare;
        } else {
            onCpu.put(cpu, spare);
        }
        spare.empty();
    }

    /** The thread that a CPU runs ends: another that gets its id has nothing to do with it. */
    @OnEvent("sched_process_exit")
    public void exit(long timestampNs, @Cpu int cpu, @Field("tid") int tid) {
        onCpu(cpu).empty();
        if (tid > Tids.IDLE) {
            thread(tid).own.empty();
        }
    }

    @Override
    public ProbeUse cut(long afterNs, long upToNs) {
        var rates = new Measured.Sum();
        probes.forEach(rates::cut);
        var calls = new Measured.Sum();
        functions.forEach(calls::cut);
        var sums = new TreeMap<Step, Durations>();
        steps.forEach((step, key) -> sums.put(new Step(probes.get((int) (key >> Integer.SIZE)).name(),
                probes.get((int) key).name()), step.sum()));
        OpenHits open = open();
        if (afterNs == Long.MIN_VALUE) {
            // Nothing was before; and what is told of threads that have ended need not be kept.
            open = OpenHits.GAP.followedBy(open, RunningThreads.NONE, OpenHits.Met.NOBODY);
        }
        ProbeUse use = ProbeUse.of(rates.sum(), calls.sum(), sums, Durations.NONE, open, running(), names());
        steps.clear();
        firsts.clear();
        onCpu.clear();
        forgetThreads();
        return use;
    }

    private OpenHits open() {
        var first = new TreeMap<Long, Firsts>();
        firsts.forEach((tally, place) -> first.put(place, tally.firsts()));
        var last = new TreeMap<Long, Lasts>();
        onCpu.forEach((track, cpu) -> put(last, Place.cpu(cpu), track));
        threads().forEach((thread, tid) -> {
            put(last, Place.away(tid), thread.away);
            put(last, Place.own(tid), thread.own);
        });
        return OpenHits.of(first, last, false);
    }

    private void put(Map<Long, Lasts> ends, long place, Track track) {
        if (track.last() != null || track.initialPlace() != place) {
            ends.put(place, track.end(probes, functions));
        }
    }
}
