package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.embedded.BrokerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that gets SIGKILL while a publisher works; {@code -Dgyre.broker.kills=20} for the long form. */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class KilledBrokerTest {
    private static final int KILLS = Integer.getInteger("gyre.broker.kills", 1);

    @TempDir
    Path folder;

    @Test
    void thePublisherGoesOnWhereItWas() throws Exception {
        Random random = new Random(Long.getLong("gyre.seed", 5));
        SampleFleet.unpack(folder.resolve("samples"));
        Path watched = Files.createDirectories(folder.resolve("traces"));
        Deque<Path> waiting = new ArrayDeque<>(Chunks.inOrder(folder.resolve("samples")));
        int all = waiting.size();
        int port = freePort();
        String server = "127.0.0.1:" + port;
        String keys = folder.resolve("keys").toString();
        String state = folder.resolve("state").toString();
        CommandRun.of("keygen", keys);
        BrokerProcess broker = BrokerProcess.start(List.of(), folder.resolve("kafka"), port);
        try (GyreProcess _ = GyreProcess
                .start("publish", "--watch", "--bootstrap-server", server, "--keys", keys, "--state",
                        state, "--close", "never", watched.toString())
                .unread()) {
            assertEquals(ExitCode.OK,
                    CommandRun.of("topics", "--bootstrap-server", server, "--partitions", "2").exitCode());
            for (int kill = 0; kill < KILLS; kill++) {
                int share = (waiting.size() + KILLS - kill - 1) / (KILLS - kill);
                for (int i = 0; i < share; i++) {
                    Chunks.give(waiting.remove(), folder.resolve("samples"), watched);
                }
                long until = System.nanoTime() + random.nextLong(2_500_000_000L);
                while (System.nanoTime() - until < 0) {
                    LockSupport.parkNanos(1_000_000);
                }
                broker.kill();
                broker = BrokerProcess.start(List.of(), folder.resolve("kafka"), port);
            }
            while (PublishedOnce.manifests(server).size() < all) {
                LockSupport.parkNanos(200_000_000);
            }
            assertEquals(all, PublishedOnce.assertEachChunkOnce(server, keys, folder, List.of(watched)));
        } finally {
            broker.kill();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
