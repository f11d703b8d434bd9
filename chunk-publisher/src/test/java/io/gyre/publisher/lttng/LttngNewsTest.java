package io.gyre.publisher.lttng;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.publisher.lttng.RotationChannel.Notice;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LttngNewsTest {
    private final AtomicInteger wakes = new AtomicInteger();

    @Test
    void finishedRotationHasTheFoldersLookedThrough() {
        LttngNews.take(new Notice("my-session", 3, "/traces/my-session/archives/3"), wakes::incrementAndGet);
        assertEquals(1, wakes.get());
    }

    @Test
    void droppedNoticesHaveTheFoldersLookedThrough() {
        LttngNews.take(Notice.DROPPED, wakes::incrementAndGet);
        assertEquals(1, wakes.get());
    }
}
