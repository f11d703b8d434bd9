package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchShardsCommandTest {
    @TempDir
    Path folder;

    @Test
    void tellsTheFiguresOfEachNumberOfShards() throws Exception {
        SampleFleet.unpack(folder);
        CommandRun run = CommandRun.of("bench", "shards", "--warmup", "0", "--passes", "1", "--analysis", "events",
                "--json", folder.toString());
        assertEquals(ExitCode.OK, run.exitCode(), run::err);
        var figures = Json.read(run.out());
        for (int shards = 1; shards <= 2; shards++) {
            var row = figures.get("shards").get(shards - 1);
            assertEquals(shards, row.get("shards").intValue());
            assertEquals(figures.get("events").doubleValue(),
                    row.get("events_per_second").doubleValue() * row.get("seconds").doubleValue(), 1);
            assertTrue(row.get("speedup").doubleValue() > 0, run::out);
        }
    }

    @Test
    void refusesToMeasureNothing() {
        assertEquals(ExitCode.FAILURE, CommandRun.of("bench", "shards", "--shards", "0", folder.toString()).exitCode());
    }
}
