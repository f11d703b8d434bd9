package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A publisher that does not listen for a while, and more notices of rotations than liblttng-ctl keeps: 100, while it waits for the answer
 * to a subscription. What it then drops it says, the folders are looked through, and no chunk is missing. (So they are for the notices that it
 * keeps; that they are for dropped ones alone, {@code LttngNewsTest} in chunk-publisher holds.)
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DroppedNoticesTest {
    /** Each is rotated twice a second at most, whatever its timer. */
    private static final int SESSIONS = 25;
    private static final int NOTICES = 130;

    @TempDir
    Path folder;

    @Test
    void noChunkIsMissedWhenLttngDropsNotices() throws Exception {
        LttngWorld.assumePossible();
        String keys = folder.resolve("keys").toString();
        CommandRun.of("keygen", keys);
        Path traces = folder.resolve("traces");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.FREE_PORT);
                LttngWorld world = LttngWorld.start(folder)) {
            String server = broker.bootstrapServers();
            CommandRun.of("topics", "--bootstrap-server", server, "--partitions", "1");
            for (int i = 0; i < SESSIONS; i++) {
                create(world, "s" + i, traces);
            }
            // Who has traced nothing has no chunks to speak of.
            world.run(folder.resolve("burst") + " 0.1 1 1");
            try (GyreProcess publisher = GyreProcess.startIn(world.enter(), "publish", "--watch", "--log", "json",
                    "--close", "never", "--bootstrap-server", server, "--keys", keys, "--state",
                    folder.resolve("state").toString(), traces.toString())) {
                publisher.linesUntil(line -> line.contains("following the rotations"));
                // One that is told of: by then it listens to all.
                rotate(world, traces, 1);
                publisher.linesUntil(line -> line.contains("published"));
                publisher.signal("STOP");
                rotate(world, traces, NOTICES);
                create(world, "one-more", traces);
                publisher.signal("CONT");
                publisher.linesUntil(line -> line
                        .contains("LTTng has dropped notices of rotations; the folders are looked through"));
                publisher.unread();
                world.run("lttng destroy --all");
                int all = PublishedOnce.chunks(traces).size();
                while (PublishedOnce.manifests(server).size() < all) {
                    LockSupport.parkNanos(100_000_000);
                }
                assertEquals(ExitCode.OK, publisher.terminate());
            }
            PublishedOnce.assertEachChunkOnce(server, keys, folder, List.of(traces));
        }
    }

    private static void create(LttngWorld world, String session, Path traces) throws IOException {
        world.run("lttng create " + session + " --output=" + traces.resolve(session)
                + " && lttng enable-channel -u -s " + session + " --subbuf-size=4k --num-subbuf=2 ch"
                + " && lttng enable-event -u -s " + session + " -c ch 'burst:*' && lttng start " + session);
    }

    /** Returns when there are so many chunks more. */
    private static void rotate(LttngWorld world, Path traces, int more) throws IOException {
        String each = "for i in $(seq 0 " + (SESSIONS - 1) + "); do lttng ";
        long wanted = chunks(traces) + more;
        world.run(each + "enable-rotation -s s$i --timer=10ms; done");
        while (chunks(traces) < wanted) {
            LockSupport.parkNanos(20_000_000);
        }
        world.run(each + "disable-rotation -s s$i --timer; done");
    }

    private static long chunks(Path traces) throws IOException {
        long chunks = 0;
        for (int i = 0; i < SESSIONS; i++) {
            Path archives = traces.resolve("s" + i + "/archives");
            if (Files.isDirectory(archives)) {
                try (var entries = Files.list(archives)) {
                    chunks += entries.count();
                }
            }
        }
        return chunks;
    }
}
