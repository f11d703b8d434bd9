package io.gyre.ctf.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.gyre.ctf.testing.RealTrace;
import io.gyre.ctf.testing.RealTrace.Reference;
import io.gyre.ctf.testing.Tally;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Recordings of LTTng, beside what babeltrace2 read from them. */
class RealTracesTest {
    @TestFactory
    Stream<DynamicTest> countsAndTimesAreThoseOfBabeltrace2() {
        assumeFalse(RealTrace.all().isEmpty(), "no shared traces");
        return RealTrace.all().stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> checkFolder(folder)));
    }

    private static void checkFolder(Path folder) throws Exception {
        List<Path> chunks = RealTrace.chunks(folder);
        List<Reference> references = RealTrace.references(folder);
        for (Reference reference : references) {
            List<Path> meant = chunks.stream()
                    .filter(c -> reference.name().isEmpty() || c.getFileName().toString().equals(reference.name()))
                    .toList();
            check(meant, reference);
        }
    }

    private static void check(List<Path> chunks, Reference reference) throws Exception {
        var tally = new Tally();
        long delivered;
        try (var reader = EventReader.dynamic(RealTrace.open(chunks), tally, Damage.STRICT)) {
            delivered = reader.runUntil(Long.MAX_VALUE);
        }
        assertEquals(reference.counts(), tally.counts(), reference.name());
        assertEquals(reference.events(), delivered, reference.name());
        assertEquals(0, tally.backward(), reference.name());
        if (reference.beginNs() != null && reference.endNs() != null) {
            assertEquals(reference.beginNs(), tally.firstNs(), reference.name());
            assertEquals(reference.endNs(), tally.lastNs(), reference.name());
        }
    }
}
