package io.gyre.analysis.kernel.state;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;

/**
 * What the thread on a CPU, or one that is off, does when no interrupt is in its way: or, as a stand-in, where that is to be learnt. As
 * one number:
 *
 * <pre>
 * 0 idle, 1 user mode, 2 + n the n-th system call of a fold, {@link #OTHER} not known
 * kind &lt;&lt; 32 | id      a place: what lay there when the stretch of time began
 * </pre>
 *
 * @param code one of the above; the system call is always 2
 * @param call the name of the system call; empty for all else, and where names do not matter
 */
public record Mode(long code, String call) implements Comparable<Mode> {
    public static final long IDLE = 0;
    /** A thread in user mode. */
    public static final long USER = 1;
    /** The first of the system calls. */
    public static final long CALL = 2;
    static final long OTHER = (1L << 32) - 1;

    /** A thread of which nothing is known. */
    public static final Mode UNKNOWN = new Mode(OTHER, "");

    private static final int ON_CPU = 1;
    private static final int THREAD_ON_CPU = 2;
    private static final int AWAY = 3;

    /** {@return the place of what a CPU does} */
    static long onCpu(int cpu) {
        return place(ON_CPU, cpu);
    }

    /** {@return the place of what a thread that no CPU runs did last} */
    static long away(int tid) {
        return place(AWAY, tid);
    }

    private static long place(int kind, int id) {
        return (long) kind << 32 | (id & 0xFFFF_FFFFL);
    }

    static boolean isOpen(long code) {
        return code > OTHER;
    }

    /** {@return what a thread takes along that is taken off a CPU which does this}; a thread is never idle. */
    static long ofThread(long code) {
        if (code >>> 32 == ON_CPU) {
            return place(THREAD_ON_CPU, (int) code);
        }
        return code == IDLE ? OTHER : code;
    }

    /** {@return the place on whose contents a stand-in depends} */
    static long source(long place) {
        return place >>> 32 == THREAD_ON_CPU ? place(ON_CPU, (int) place) : place;
    }

    static boolean isOfThread(long place) {
        return place >>> 32 == THREAD_ON_CPU;
    }

    /** {@return the state of a CPU in this mode, as its ordinal}; not for places. */
    static int state(long code) {
        return code == OTHER ? RunState.OTHER.number : (int) Math.min(code, CALL);
    }

    /** {@return what a thread takes along that is taken off a CPU which does this} */
    public Mode ofThread() {
        long thread = ofThread(code);
        return thread == code ? this : new Mode(thread, "");
    }

    /** {@return the state of a CPU in this mode}; not for places. */
    public RunState state() {
        return RunState.ofNumber(state(code));
    }

    public boolean isOpen() {
        return isOpen(code);
    }

    @Override
    public int compareTo(Mode other) {
        int order = Long.compare(code, other.code);
        return order == 0 ? call.compareTo(other.call) : order;
    }

    public void write(PartialOutput out) {
        out.writeUnsigned(code);
        out.writeString(call);
    }

    public static Mode read(PartialInput in) throws PartialFormatException {
        return new Mode(in.readUnsigned(), in.readString());
    }
}
