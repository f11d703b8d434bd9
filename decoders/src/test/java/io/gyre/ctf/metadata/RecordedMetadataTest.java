package io.gyre.ctf.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.ctf.SharedFiles;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.TraceClass;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Reads the metadata that LTTng wrote for real traces. */
class RecordedMetadataTest {

    @Test
    void everyMetadataOfTheRecordingsIsRead() throws Exception {
        for (Path file : SharedFiles.named("metadata", "traces")) {
            TraceClass traceClass = read(file);
            assertEquals(1, traceClass.majorVersion());
            assertNotNull(traceClass.uuid(), file::toString);
            assertNotNull(traceClass.environmentString("hostname"), file::toString);
            assertFalse(traceClass.streams().isEmpty(), file::toString);
            traceClass.streams().values().forEach(stream -> assertNotNull(stream.defaultClock(), file::toString));
        }
    }

    @Test
    void kernelMetadataHasAllItsEventClasses() throws Exception {
        TraceClass traceClass = read(SharedFiles.named("metadata", "traces/kernel-small-ctx-1").getFirst());
        DataStreamClass stream = Objects.requireNonNull(traceClass.streams().get(0L));
        assertEquals(1277, stream.events().size());
        assertEquals("sched_pi_setprio", Objects.requireNonNull(stream.events().get(1276L)).name());
    }

    @Test
    void kernelMetadataOf379KilobytesIsReadInATenthOfASecond() throws Exception {
        byte[] file = Files.readAllBytes(SharedFiles.named("metadata", "traces/kernel-small-ctx-1").getFirst());
        var threads = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = threads.getCurrentThreadCpuTime();
            assertNotNull(MetadataReader.read(file, "metadata"));
            best = Math.min(best, threads.getCurrentThreadCpuTime() - before);
        }
        assertTrue(best < Duration.ofMillis(100).toNanos(), best + " ns");
    }

    @Test
    void equalMetadataGivesEqualTraceClasses() throws Exception {
        List<Path> files = SharedFiles.named("metadata", "traces/ust-basic-1");
        assertEquals(read(files.get(1)), read(files.get(2)));
    }

    private static TraceClass read(Path file) throws Exception {
        return MetadataReader.read(Files.readAllBytes(file), file.toString());
    }
}
