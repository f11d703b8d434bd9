package io.gyre.publisher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.publisher.publish.Receipt;
import io.gyre.wire.ChunkKind;
import io.gyre.wire.LineId;
import io.gyre.wire.Manifest;
import io.gyre.wire.Sha256;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdaptiveLevelTest {
    private final AdaptiveLevel level = new AdaptiveLevel(3, 1);

    @Test
    void theLevelFallsWhileChunksPileUpAndRisesWhenNoneWaits() {
        assertEquals(3, level.next(0));
        assertEquals(3, level.next(1), "one that waits is no backlog");
        assertEquals(2, level.next(5));
        assertEquals(1, level.next(5));
        assertEquals(1, level.next(5));
        assertEquals(1, level.next(1), "it stays until all is caught up");
        assertEquals(3, level.next(0));
    }

    @Test
    void whereKafkaIsSlowALowerLevelWouldOnlySendMore() {
        level.published(receipt(Duration.ofSeconds(8)), Duration.ofSeconds(10));
        assertEquals(3, level.next(5));
        level.published(receipt(Duration.ofSeconds(1)), Duration.ofSeconds(10));
        assertEquals(2, level.next(5));
    }

    @Test
    void aFixedLevelStays() {
        var fixed = new AdaptiveLevel(1, 3);
        assertEquals(1, fixed.next(9));
        assertEquals(1, fixed.next(9));
    }

    private static Receipt receipt(Duration sending) {
        var manifest = new Manifest(Manifest.FORMAT_VERSION, new LineId("h", "s", "c"), 0, "c-0", ChunkKind.CHUNK,
                Sha256.of(new byte[0]), null, 0, 1, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), 0, "test");
        return new Receipt(manifest, 1, 1, sending);
    }
}
