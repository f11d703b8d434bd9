package io.gyre.ctf.compile;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.read.EventLoop;
import io.gyre.ctf.read.PacketCursor;
import java.util.Map;
import java.util.function.Function;

/** Begins with the loop that calls any body, and goes on with one that reads the most frequent event classes directly. */
final class AdaptiveLoop extends EventLoop {
    /** Events; what a kernel's rarer work does comes in bursts. */
    private static final int ENOUGH = 1 << 14;

    private final DirectLoops loops;
    private CompiledLoop loop;
    private boolean settled;

    AdaptiveLoop(DirectLoops loops, Map<Long, EventRecordClass> eventClasses,
            Function<EventRecordClass, EventBody> makeBody) {
        this.loops = loops;
        this.settled = loops.isChosen();
        this.loop = loops.make();
        loop.start(eventClasses, makeBody);
    }

    @Override
    public void run(PacketCursor cursor, long first, long span) throws DataStreamException {
        loop.run(cursor, first, span);
        if (!settled && loop.met() >= ENOUGH) {
            settle();
        }
    }

    private void settle() {
        settled = true;
        loops.choose(loop.counts());
        CompiledLoop direct = loops.make();
        direct.goOnFrom(loop);
        loop = direct;
    }
}
