package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.embedded.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A publisher that gets SIGKILL at random moments; {@code -Dgyre.kills=200} for the long form. */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class KilledPublisherTest {
    private static final int KILLS = Integer.getInteger("gyre.kills", 10);
    private static final String LEDGER = "ledger";

    @TempDir
    Path folder;

    @Test
    void nothingIsLostAndNothingTwice() throws Exception {
        Random random = new Random(Long.getLong("gyre.seed", 3));
        SampleFleet.unpack(folder.resolve("samples"));
        Path watched = Files.createDirectories(folder.resolve("traces"));
        List<Path> waiting = Chunks.inOrder(folder.resolve("samples"));
        String keys = folder.resolve("keys").toString();
        CommandRun.of("keygen", keys);
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.FREE_PORT)) {
            CommandRun.of("topics", "--bootstrap-server", broker.bootstrapServers(), "--partitions", "2");
            int kills = 0;
            int given = 0;
            while (kills < KILLS) {
                // So many new chunks for each life that all lives have some to be killed in.
                int share = (waiting.size() - given + KILLS - kills - 1) / (KILLS - kills);
                for (int i = 0; i < share; i++) {
                    Chunks.give(waiting.get(given++), folder.resolve("samples"), watched);
                }
                try (GyreProcess publisher = GyreProcess
                        .start("publish", "--bootstrap-server", broker.bootstrapServers(),
                                "--keys", keys, "--state", folder.resolve(LEDGER).toString(), "--close", "never",
                                watched.toString())
                        .unread()) {
                    // The start of a JVM takes its time: most moments are meant to be after it.
                    long until = System.nanoTime() + 700_000_000L + random.nextLong(2_500_000_000L);
                    while (System.nanoTime() - until < 0 && publisher.isAlive()) {
                        LockSupport.parkNanos(1_000_000);
                    }
                    publisher.kill();
                    kills++;
                }
            }
            while (given < waiting.size()) {
                Chunks.give(waiting.get(given++), folder.resolve("samples"), watched);
            }
            CommandRun last = CommandRun.of("publish", "--once", "--bootstrap-server", broker.bootstrapServers(),
                    "--keys",
                    keys, "--state", folder.resolve(LEDGER).toString(), watched.toString());
            assertEquals(ExitCode.OK, last.exitCode(), last::err);
            assertEquals(waiting.size(), PublishedOnce.assertEachChunkOnce(broker.bootstrapServers(), keys, folder,
                    List.of(watched)));
        }
    }
}
