package io.gyre.analysis.kernel.thread;

import io.gyre.ctf.bind.Text;
import java.nio.charset.StandardCharsets;

/** A thread in the slice being folded; analyses add what they know of it. */
public class FollowedThread {
    static final int NO_PID = -1;
    private static final byte[] NO_NAME = {};

    private final int tid;
    private byte[] comm = NO_NAME;
    private int pid = NO_PID;

    public FollowedThread(int tid) {
        this.tid = tid;
    }

    public final int tid() {
        return tid;
    }

    /** Takes the name; allocates only when it is a new one. The idle threads, one for each CPU, have none. */
    final void name(Text text) {
        if (tid > Tids.IDLE && !text.contentEquals(comm)) {
            var bytes = new byte[text.length()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = text.byteAt(i);
            }
            comm = bytes;
        }
    }

    final void name(String name) {
        comm = name.getBytes(StandardCharsets.UTF_8);
    }

    final void belongsTo(int newPid) {
        pid = newPid;
    }

    final boolean isNamed() {
        return comm.length > 0;
    }

    final String comm() {
        return new String(comm, StandardCharsets.UTF_8);
    }

    final int pid() {
        return pid;
    }
}
