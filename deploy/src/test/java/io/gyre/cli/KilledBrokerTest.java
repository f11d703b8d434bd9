package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
        String server = "127.0.0.1:" + freePort();
        String keys = folder.resolve("keys").toString();
        String state = folder.resolve("state").toString();
        CommandRun.of("keygen", keys);
        Process broker = broker(server);
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
                broker.destroyForcibly().waitFor();
                broker = broker(server);
            }
            while (PublishedOnce.manifests(server).size() < all) {
                LockSupport.parkNanos(200_000_000);
            }
            assertEquals(all, PublishedOnce.assertEachChunkOnce(server, keys, folder, List.of(watched)));
        } finally {
            broker.destroyForcibly().waitFor();
        }
    }

    /** Returns when it listens. */
    private Process broker(String server) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), "-Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC", "io.gyre.embedded.BrokerProcess",
                folder.resolve("kafka").toString(), server.substring(server.indexOf(':') + 1)));
        Process broker = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
        broker.inputReader().readLine();
        return broker;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
