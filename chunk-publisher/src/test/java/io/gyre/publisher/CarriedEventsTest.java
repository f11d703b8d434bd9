package io.gyre.publisher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.wire.ChunkKind;
import io.gyre.wire.Manifest;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.seal.OpenSegment;
import io.gyre.wire.seal.Piece;
import io.gyre.wire.seal.SegmentOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Law 1 as far as the publisher makes it: each event is in the segments that its window's manifest names, own or carried. */
class CarriedEventsTest {
    /** Small, so that few events are carried that need not be; not so small that the test takes long. */
    private static final int SEGMENT_BYTES = 16 << 10;

    @TempDir
    Path folder;

    private Installation gyre;

    /** @param packetOffset in its file */
    private record PacketPlace(long chunkId, String file, long packetOffset) {}

    @BeforeEach
    void install() throws Exception {
        gyre = Installation.on(TestBroker.shared(), folder);
    }

    @Test
    void everyEventIsInReachOfItsWindow() throws Exception {
        check(Recordings.tiny(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = { "ust-gaps-1", "ust-pid-1", "ust-tracefiles-1", "relayd-guest-1", "kernel-discard-1"})
    void everyEventOfASharedRecordingIsInReachOfItsWindow(String name) throws Exception {
        check(Recordings.shared(name, folder));
    }

    private void check(Path recording) throws Exception {
        PublishSummary summary = Installation.publish(
                gyre.config().segments(SegmentOptions.DEFAULT.withSealedBytes(SEGMENT_BYTES)).build(), recording);
        assertTrue(summary.complete(), summary::toString);
        assertEquals(List.of(), gyre.quarantined());

        List<Path> folders = Recordings.chunks(recording);
        List<Manifest> windows = gyre.manifests();
        Map<Long, List<EventTimes.Event>> events = new HashMap<>();
        for (Path chunk : folders) {
            String name = chunk.getFileName().toString();
            events.put(Long.parseLong(name.substring(name.lastIndexOf('-') + 1)), EventTimes.of(chunk));
        }
        long answered = 0;
        for (Manifest window : windows) {
            Set<PacketPlace> inReach = packets(window);
            for (Map.Entry<Long, List<EventTimes.Event>> chunk : events.entrySet()) {
                for (EventTimes.Event event : chunk.getValue()) {
                    long at = event.timestampNs();
                    boolean own = chunk.getKey() == window.chunkId() && window.kind() == ChunkKind.CHUNK;
                    assertTrue(!own || at > window.afterNs(), () -> "late: " + event);
                    if (at > window.afterNs() && at <= window.upToNs()) {
                        assertTrue(
                                inReach.contains(new PacketPlace(chunk.getKey(), event.file(), event.packetOffset())),
                                () -> "chunk " + chunk.getKey() + ": " + event + " not in reach of " + window);
                        answered++;
                    }
                }
            }
        }
        assertEquals(events.values().stream().mapToLong(List::size).sum(), answered);
        for (int i = 1; i < windows.size(); i++) {
            assertEquals(windows.get(i - 1).upToNs(), windows.get(i).afterNs());
        }
        assertEquals(Long.MIN_VALUE, windows.getFirst().afterNs());
        assertEquals(Long.MAX_VALUE, windows.getLast().upToNs());
    }

    private Set<PacketPlace> packets(Manifest window) throws Exception {
        Set<PacketPlace> packets = new HashSet<>();
        var refs = new ArrayList<SegmentRef>(window.segments());
        refs.addAll(Objects.requireNonNull(window.carried()));
        for (OpenSegment segment : gyre.open(window.line(), refs)) {
            for (Piece piece : segment.pieces()) {
                if (piece instanceof Piece.PacketPiece packet) {
                    packets.add(new PacketPlace(segment.id().chunk().number(), packet.path(), packet.fileOffset()));
                }
            }
        }
        for (SegmentRef carried : Objects.requireNonNull(window.carried())) {
            assertTrue(refs.stream().anyMatch(ref -> ref.chunkId() == carried.chunkId() && ref.index() == 0),
                    () -> "no metadata for " + carried);
            assertTrue(carried.chunkId() < window.chunkId() || window.kind() == ChunkKind.CLOSING);
        }
        return packets;
    }
}
