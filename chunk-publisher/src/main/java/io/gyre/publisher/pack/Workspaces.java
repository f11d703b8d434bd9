package io.gyre.publisher.pack;

import io.gyre.wire.seal.SegmentWorkspace;
import java.util.ArrayDeque;
import java.util.Deque;

/** Workspaces that one chunk after another uses: as many as there were segments at a time. Not thread-safe. */
final class Workspaces implements AutoCloseable {
    private final Deque<SegmentWorkspace> idle = new ArrayDeque<>();

    SegmentWorkspace take() {
        SegmentWorkspace again = idle.poll();
        return again == null ? new SegmentWorkspace() : again;
    }

    void give(SegmentWorkspace workspace) {
        idle.push(workspace);
    }

    /** Frees those that were given back, which should be all. */
    @Override
    public void close() {
        idle.forEach(SegmentWorkspace::close);
        idle.clear();
    }
}
