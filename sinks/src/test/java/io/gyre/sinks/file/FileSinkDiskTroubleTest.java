package io.gyre.sinks.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.gyre.sinks.ChildJvm;
import io.gyre.sinks.EmbeddedBroker;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that fills up and a folder that denies writing: for real, where this user may mount a disk in a namespace of its own. */
class FileSinkDiskTroubleTest {
    private final EmbeddedBroker broker = EmbeddedBroker.shared();
    private final String topic = "results-" + UUID.randomUUID();

    @TempDir
    Path disk;

    @ParameterizedTest
    @EnumSource(Format.class)
    @Timeout(60)
    void failedWritesAreToldAndRepeatedUntilTheySucceedOnce(Format format) throws Exception {
        assumeTrue(run(List.of("unshare", "-rm", "sh", "-c",
                "mount -t tmpfs tmpfs \"$1\" && exec setpriv --bounding-set=-dac_override true", "sh", disk.toString()))
                .equals(List.of()));
        broker.createTopic(topic, 2);
        List<String> command = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c",
                "mount -t tmpfs -o size=1m tmpfs \"$1\" && shift && exec setpriv --bounding-set=-dac_override \"$@\"",
                "sh", disk.toString()));
        command.addAll(ChildJvm.command(DiskTroubleProcess.class, broker.bootstrapServers(), topic, disk.toString(),
                format.name()));

        assertEquals(List.of("filled", "disk-full", "disk-full", "folder-not-writable", "folder-not-writable",
                "250 rows, 250 distinct", "250 rows, 250 distinct"), run(command));
    }

    private static List<String> run(List<String> command) throws Exception {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
                    .toList();
            assertTrue(process.waitFor(10, TimeUnit.SECONDS));
            return lines;
        } catch (java.io.IOException noSuchCommand) {
            return List.of(noSuchCommand.toString());
        }
    }
}
