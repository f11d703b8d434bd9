package io.gyre.analysis.kernel.thread;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.FixedMap;
import io.gyre.analysis.primitive.IntMap;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names of threads and the processes that they belong to, as far as a stretch of time has told; at most {@value #MOST_THREADS} of each,
 * those with the lowest ids.
 *
 * @param comms by thread id: the kernel's name, the last one that was told
 * @param pids process id by thread id, where a fork or a state dump told
 */
public record ThreadNames(SortedMap<Integer, String> comms, SortedMap<Integer, Integer> pids) {
    public static final int MOST_THREADS = 1 << 14;
    public static final ThreadNames NONE = new ThreadNames(Collections.emptySortedMap(), Collections.emptySortedMap());

    public ThreadNames {
        comms = FixedMap.of(comms);
        pids = FixedMap.of(pids);
    }

    static ThreadNames of(IntMap<? extends FollowedThread> threads) {
        var comms = new TreeMap<Integer, String>();
        var pids = new TreeMap<Integer, Integer>();
        threads.forEach((thread, tid) -> {
            if (thread.isNamed()) {
                comms.put(tid, thread.comm());
            }
            if (thread.pid() != FollowedThread.NO_PID) {
                pids.put(tid, thread.pid());
            }
        });
        return new ThreadNames(limited(comms), limited(pids));
    }

    public ThreadNames followedBy(ThreadNames next) {
        if (comms.isEmpty() && pids.isEmpty()) {
            return next;
        }
        return new ThreadNames(joined(comms, next.comms), joined(pids, next.pids));
    }

    private static <V> SortedMap<Integer, V> joined(SortedMap<Integer, V> left, SortedMap<Integer, V> right) {
        return FixedMap.joined(left, right, (_, later) -> later).lowest(MOST_THREADS);
    }

    private static <V> TreeMap<Integer, V> limited(TreeMap<Integer, V> map) {
        while (map.size() > MOST_THREADS) {
            map.pollLastEntry();
        }
        return map;
    }

    /** {@return the thread's name for people} */
    public String comm(int tid) {
        return switch (tid) {
            case Tids.UNKNOWN -> "unknown";
            case Tids.IDLE -> "idle";
            default -> comms.getOrDefault(tid, "?");
        };
    }

    /** {@return the process that a thread belongs to}; where nobody told, the thread itself */
    public int process(int tid) {
        return pids.getOrDefault(tid, tid);
    }

    /** {@return the name of the process that a thread belongs to}; where nobody told, the thread's own */
    public String processName(int tid) {
        String name = comms.get(process(tid));
        return name == null ? comm(tid) : name;
    }

    /** {@return a thread, and its process where that is another, as tables show them: {@code firefox (4711)}} */
    public String label(int tid) {
        return tid < 0 ? comm(tid) : comm(tid) + " (" + tid + ")";
    }

    /** Adds {@code tid}, null when unknown, and where known {@code comm}, {@code pid} and {@code process}. */
    public ObjectNode json(ObjectNode node, int tid) {
        node.put("tid", tid < 0 ? null : Integer.valueOf(tid));
        String comm = comms.get(tid);
        if (comm != null) {
            node.put("comm", comm);
        }
        Integer pid = pids.get(tid);
        if (pid != null) {
            node.put("pid", pid);
            String process = comms.get(pid);
            if (process != null) {
                node.put("process", process);
            }
        }
        return node;
    }

    public void write(PartialOutput out) {
        out.writeUnsigned(comms.size());
        comms.forEach((tid, comm) -> {
            out.writeSigned(tid);
            out.writeString(comm);
        });
        out.writeUnsigned(pids.size());
        pids.forEach((tid, pid) -> {
            out.writeSigned(tid);
            out.writeSigned(pid);
        });
    }

    public static ThreadNames read(PartialInput in) throws PartialFormatException {
        var comms = in.readMap(2, PartialInput::readInt, PartialInput::readString);
        var pids = in.readMap(2, PartialInput::readInt, PartialInput::readInt);
        return new ThreadNames(comms, pids);
    }
}
