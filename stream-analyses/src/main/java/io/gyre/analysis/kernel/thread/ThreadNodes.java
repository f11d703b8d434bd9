package io.gyre.analysis.kernel.thread;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.json.AnswerJson;
import io.gyre.analysis.primitive.IntMap;

/** The threads that an answer names, each as one node that stands wherever the thread is named. */
public final class ThreadNodes {
    private final ThreadNames names;
    private final IntMap<ObjectNode> made = new IntMap<>();

    public ThreadNodes(ThreadNames names) {
        this.names = names;
    }

    /** {@return what {@link ThreadNames#json} says of a thread}; not to be changed. */
    public ObjectNode of(int tid) {
        return made.get(tid, id -> names.json(AnswerJson.object(), id));
    }
}
