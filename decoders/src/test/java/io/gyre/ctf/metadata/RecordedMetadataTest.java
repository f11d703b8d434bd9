package io.gyre.ctf.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.ctf.SharedFiles;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.TraceClass;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the metadata that LTTng wrote for real traces. */
class RecordedMetadataTest {

    @Test
    void everyMetadataOfTheRecordingsIsRead() throws Exception {
        for (Path file : recorded()) {
            TraceClass traceClass = read(file);
            assertEquals(file.toString().contains("traces-ctf2") ? 2 : 1, traceClass.majorVersion());
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
        isReadInATenthOfASecond(SharedFiles.named("metadata", "traces/kernel-small-ctx-1").getFirst());
    }

    @Test
    void kernelMetadataOf765KilobytesOfJsonIsReadInATenthOfASecond() throws Exception {
        isReadInATenthOfASecond(SharedFiles.named("metadata", "traces-ctf2/kernel-small-1").getFirst());
    }

    private static void isReadInATenthOfASecond(Path path) throws Exception {
        byte[] file = Files.readAllBytes(path);
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

    @Test
    void kernelMetadataOfCtf2HasAllItsEventClasses() throws Exception {
        TraceClass traceClass = read(SharedFiles.named("metadata", "traces-ctf2/kernel-small-1").getFirst());
        assertEquals(List.of(69, 1490),
                traceClass.streams().values().stream().map(stream -> stream.events().size()).toList());
    }

    @Test
    void logLevelsAndEmfUrisOfCtf2AreThoseOfCtf1() throws Exception {
        var ctf1 = events(SharedFiles.named("metadata", "traces/ust-basic-1").getLast());
        var ctf2 = events(SharedFiles.named("metadata", "traces-ctf2/ust-basic-1").getLast());
        int compared = 0;
        for (var event : ctf2.entrySet()) {
            EventRecordClass before = ctf1.get(event.getKey());
            if (before != null) {
                assertEquals(before.logLevel(), event.getValue().logLevel(), event.getKey());
                assertEquals(before.emfUri(), event.getValue().emfUri(), event.getKey());
                compared++;
            }
        }
        assertTrue(compared > 5, () -> "hardly an event is in both: " + ctf2.keySet());
    }

    private static Map<String, EventRecordClass> events(Path file) throws Exception {
        var events = new TreeMap<String, EventRecordClass>();
        read(file).streams().values()
                .forEach(stream -> stream.events().values().forEach(event -> events.put(event.name(), event)));
        return events;
    }

    private static List<Path> recorded() throws Exception {
        return Stream.concat(SharedFiles.named("metadata", "traces").stream(),
                SharedFiles.named("metadata", "traces-ctf2").stream()).toList();
    }

    private static TraceClass read(Path file) throws Exception {
        return MetadataReader.read(Files.readAllBytes(file), file.toString());
    }
}
