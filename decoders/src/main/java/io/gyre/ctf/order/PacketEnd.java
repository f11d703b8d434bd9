package io.gyre.ctf.order;

import io.gyre.ctf.read.EventLoop;
import io.gyre.ctf.read.PacketCursor;

/** For streams none of whose events are wanted, but whose packets are announced: goes to the end of each packet. */
final class PacketEnd extends EventLoop {
    static final PacketEnd LOOP = new PacketEnd();

    private PacketEnd() {}

    @Override
    public void run(PacketCursor cursor, long first, long span) {
        cursor.close();
    }
}
