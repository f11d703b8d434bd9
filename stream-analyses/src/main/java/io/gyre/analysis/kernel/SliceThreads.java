package io.gyre.analysis.kernel;

import io.gyre.analysis.primitive.IntMap;
import io.gyre.ctf.bind.Text;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The threads of the slice being folded. */
final class SliceThreads {
    private final IntMap<Place> byTid = new IntMap<>();

    /** Where a thread is, whatever its name, and its names: a chain, the one used last in front. */
    static final class Place {
        private Named latest;
        private int firstCpu = -1;
        private String firstComm = "";
        private int lastCpu = -1;
        private boolean seen;

        Place(int tid, Text comm) {
            this.latest = new Named(this, tid, comm, null);
        }
    }

    /** A thread under one of its names. */
    static final class Named {
        private final Place place;
        private final ThreadName name;
        private final byte[] comm;
        private final @Nullable Named other;
        private long cpuNs;
        private long migrations;
        private long switches;

        Named(Place place, int tid, Text comm, @Nullable Named other) {
            this.place = place;
            this.name = new ThreadName(tid, comm.toString());
            this.comm = bytes(comm);
            this.other = other;
        }

        boolean is(int tid, Text text) {
            return name.tid() == tid && text.contentEquals(comm);
        }

        int tid() {
            return name.tid();
        }

        ThreadName name() {
            return name;
        }

        void addTime(long ns) {
            cpuNs += ns;
        }

        void addSwitch() {
            switches++;
        }

        void seenOn(int cpu) {
            if (!place.seen) {
                place.seen = true;
                place.firstCpu = cpu;
                place.firstComm = name.comm();
            } else if (place.lastCpu != cpu) {
                migrations++;
            }
            place.lastCpu = cpu;
        }

        private static byte[] bytes(Text text) {
            var bytes = new byte[text.length()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = text.byteAt(i);
            }
            return bytes;
        }
    }

    Named find(int tid, Text comm) {
        Place place = byTid.get(tid);
        if (place == null) {
            place = new Place(tid, comm);
            byTid.put(tid, place);
            return place.latest;
        }
        for (Named thread = place.latest; thread != null; thread = thread.other) {
            if (thread.is(tid, comm)) {
                return thread;
            }
        }
        place.latest = new Named(place, tid, comm, place.latest);
        return place.latest;
    }

    SortedMap<ThreadName, ThreadUse> uses() {
        var uses = new TreeMap<ThreadName, ThreadUse>();
        byTid.forEach((place, tid) -> {
            for (Named thread = place.latest; thread != null; thread = thread.other) {
                var use = new ThreadUse(thread.cpuNs, thread.migrations, thread.switches);
                if (!thread.name.isIdle() && !use.equals(ThreadUse.NONE)) {
                    uses.merge(thread.name, use, ThreadUse::plus);
                }
            }
        });
        return uses;
    }

    SortedMap<Integer, Placement> placements() {
        var placements = new TreeMap<Integer, Placement>();
        byTid.forEach((place, tid) -> {
            if (tid != ThreadName.IDLE_TID && place.seen) {
                placements.put(tid, new Placement(place.firstCpu, place.firstComm, place.lastCpu, true, true));
            }
        });
        return placements;
    }

    void clear() {
        byTid.clear();
    }
}
