package io.gyre.ctf.compile;

import io.gyre.ctf.layout.StreamLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The loop that reads the event classes met most often without a virtual call, so that the JIT compiler makes one piece of loop and
 * bodies. There is at most one for a data stream class and what its bodies are written for: the first reader that has seen enough
 * events chooses the classes, and all later ones begin with it. Thread-safe.
 */
final class DirectLoops {
    /** More would be beyond what the JIT compiler inlines. */
    private static final int CLASSES_LIMIT = 8;
    /** Of a hundred events; a rarer class is not worth its place. */
    private static final int LEAST_SHARE = 2;

    private final StreamLayout layout;
    private @Nullable Factory<CompiledLoop> factory;
    private volatile boolean chosen;

    DirectLoops(StreamLayout layout) {
        this.layout = layout;
    }

    /** {@return a loop over events, that has yet to be started or to go on from another} */
    CompiledLoop make() {
        Factory<CompiledLoop> direct = chosen ? factory : null;
        return direct == null ? LoopWriter.of(layout) : direct.make();
    }

    boolean isChosen() {
        return chosen;
    }

    /** Chooses the event classes that shall be read directly, unless another reader has done so. */
    synchronized void choose(EventCounts counts) {
        if (!chosen) {
            List<DirectBody> hot = counts.most(CLASSES_LIMIT, LEAST_SHARE);
            factory = hot.isEmpty() ? null : LoopWriter.direct(layout, hot);
            chosen = true;
        }
    }
}
