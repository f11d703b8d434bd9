package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchPublishCommandTest {
    @TempDir
    Path folder;

    @Test
    void tellsTheFiguresOfSamples() throws Exception {
        SampleFleet.unpack(folder);
        CommandRun run = CommandRun.of("bench", "publish", "--warmup", "0", "--passes", "1", "--no-broker", "--json",
                folder.toString());
        assertEquals(ExitCode.OK, run.exitCode(), run::err);
        var figures = Json.read(run.out());
        assertEquals(3, figures.get("zstd_level").intValue());
        assertTrue(figures.get("seal").get("raw_mb_per_second").doubleValue() > 0, run::out);
        assertTrue(figures.get("seal").get("ratio").doubleValue() > 1, run::out);
        assertTrue(figures.get("seal_to_zstd").get("throughput").doubleValue() > 0, run::out);
        assertTrue(!figures.has("publish") && !figures.has("pipe"), run::out);
    }
}
