package io.gyre.ctf.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.ctf.read.Checksums;
import org.junit.jupiter.api.Test;

/** What is compared does the same work. */
class UserSpaceTraceBenchmarkTest {
    @Test
    void handWrittenAndGeneratedCodeReadTheSame() throws Exception {
        var benchmark = new UserSpaceTraceBenchmark();
        benchmark.make();
        Checksums.Sums sums = benchmark.handWritten();
        assertEquals(UserSpaceTraceBenchmark.EVENTS, sums.events());
        assertEquals(sums.isum(), benchmark.generated().isum());
        assertEquals(sums.isum(), benchmark.generatedInOrder().isum());
        assertEquals(UserSpaceTraceBenchmark.EVENTS, benchmark.skipped());
    }
}
