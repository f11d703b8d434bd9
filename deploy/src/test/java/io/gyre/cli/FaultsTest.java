package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.embedded.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can happen to a publisher's disks. In namespaces of its own, for it mounts things; without root it is skipped. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FaultsTest {
    @TempDir
    Path folder;

    @Test
    void aFullDiskIsWaitedForAndFoldersNeedNotBeWritable() throws Exception {
        SampleFleet.unpack(folder.resolve("samples"));
        Path samples = folder.resolve("samples/db-01");
        Path state = Files.createDirectories(folder.resolve("state"));
        String keys = folder.resolve("keys").toString();
        CommandRun.of("keygen", keys);
        try (LttngWorld world = LttngWorld.withoutDaemon(folder);
                EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.FREE_PORT)) {
            CommandRun.of("topics", "--bootstrap-server", broker.bootstrapServers(), "--partitions", "1");
            world.run("mount -t tmpfs -o size=256k state " + state);
            world.run("mount --bind " + samples + " " + samples + " && mount -o remount,bind,ro " + samples);
            world.run("head -c 1M /dev/zero > " + state.resolve("fill") + "; [ $(stat -f -c %a " + state + ") = 0 ]");
            try (GyreProcess publisher = GyreProcess.startIn(world.enter(), "publish", "--watch", "--bootstrap-server",
                    broker.bootstrapServers(), "--keys", keys, "--state", state.toString(), "--close", "never",
                    "--lttng", "off", samples.toString())) {
                String problem = publisher.linesUntil(line -> line.contains("nothing is lost")).getLast();
                assertTrue(problem.contains("No space left on device"), problem);
                assertEquals(List.of(), PublishedOnce.manifests(broker.bootstrapServers()));
                world.run("rm " + state.resolve("fill"));
                publisher.unread();
                int all = Chunks.inOrder(samples).size();
                while (PublishedOnce.manifests(broker.bootstrapServers()).size() < all) {
                    LockSupport.parkNanos(100_000_000);
                }
                assertEquals(ExitCode.OK, publisher.terminate());
            }
            PublishedOnce.assertEachChunkOnce(broker.bootstrapServers(), keys, folder, List.of(samples));
        }
    }
}
