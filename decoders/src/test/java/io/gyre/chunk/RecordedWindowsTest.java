package io.gyre.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.ctf.SharedFiles;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.SilentVisitor;
import io.gyre.ctf.read.StreamInfo;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The windows of real recordings: nothing is late, and as little as can be is carried to the next chunk. */
class RecordedWindowsTest {
    /**
     * Events past the end of their chunk's window, by session, as {@code recipes/windows.py} prints them ("next chunk seen: 0 late, n
     * carried") from index files and babeltrace2's timestamps; 0 for the sessions that are not here. For sessions of processes' own
     * buffers it prints 80 (ust-pid-1) and 33 (ust-gaps-1), because it does not see streams that are new in the next chunk.
     */
    private static final Map<String, Integer> CARRIED = Map.of("traces/kernel-discard-1", 276,
            "traces/kernel-overwrite-1", 1113, "traces/kernel-rseq-1", 54, "traces/kernel-small-ctx-1", 199,
            "traces/kernel-small-noctx-1", 319, "traces/kernel-uprobe-1", 73, "traces/relayd-guest-1", 122,
            "traces/ust-basic-1", 2, "traces-ctf2/kernel-small-1", 90, "traces-ctf2/kernel-compact-1", 574);

    @TestFactory
    Stream<DynamicTest> noEventIsLateAndFewAreCarried() throws Exception {
        return Archives.find(List.of(SharedFiles.path("traces"), SharedFiles.path("traces-ctf2"))).stream()
                .map(line -> DynamicTest.dynamicTest(line.archives().toString(), () -> check(line)));
    }

    private static void check(SessionLine line) throws Exception {
        List<Window> windows = Windows.of(line);
        var count = new Count();
        for (int i = 0; i < windows.size(); i++) {
            count.window = windows.get(i);
            try (var reader = EventReader.dynamic(ChunkStreams.open(line.chunks().get(i), ChunkDamage.STRICT), count,
                    Damage.STRICT)) {
                reader.runUntil(Long.MAX_VALUE);
            }
        }
        assertEquals(0, count.late, "late events");
        String archives = line.archives().toString();
        int carried = CARRIED.entrySet().stream().filter(entry -> archives.contains("/" + entry.getKey() + "/"))
                .mapToInt(Map.Entry::getValue).sum();
        assertEquals(carried, count.carried, "carried events");
    }

    @TestFactory
    Stream<DynamicTest> chunkAloneAnswersUpToTheSameTimeAsInItsLine() throws Exception {
        return Archives
                .find(List.of(SharedFiles.path("traces/kernel-small-noctx-1"), SharedFiles.path("traces/ust-pid-1")))
                .stream()
                .map(line -> DynamicTest.dynamicTest(line.key().toString(), () -> {
                    List<Window> windows = Windows.of(line);
                    for (int i = 0; i + 1 < windows.size(); i++) {
                        assertEquals(OptionalLong.of(windows.get(i).upToNs()),
                                Windows.upTo(line.chunks().get(i), line.chunks().get(i + 1)));
                    }
                }));
    }

    private static final class Count extends SilentVisitor {
        private Window window = new Window(0, 0);
        private int late;
        private int carried;

        @Override
        public Set<Scope> scopes() {
            return Set.of();
        }

        @Override
        public void beginEvent(StreamInfo stream, PacketHeader packet, EventRecordClass eventClass, long cycles,
                long timestampNs) {
            late += timestampNs <= window.afterNs() ? 1 : 0;
            carried += timestampNs > window.upToNs() ? 1 : 0;
        }
    }
}
