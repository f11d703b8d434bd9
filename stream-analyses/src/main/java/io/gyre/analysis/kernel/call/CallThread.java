package io.gyre.analysis.kernel.call;

import io.gyre.analysis.kernel.thread.FollowedThread;
import io.gyre.analysis.kernel.thread.Place;

/** A thread and its open calls. */
public class CallThread extends FollowedThread {
    CallSlot own;
    CallSlot away;

    public CallThread(int tid) {
        super(tid);
        own = new CallSlot(Place.own(tid));
        away = new CallSlot(Place.away(tid));
    }
}
