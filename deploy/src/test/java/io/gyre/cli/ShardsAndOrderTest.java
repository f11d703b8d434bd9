package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answers do not depend on the order of publishing, nor on how many share the work. */
class ShardsAndOrderTest {
    @TempDir
    Path folder;

    @Test
    void shuffledOnThreeShards() throws Exception {
        Path archives = archives();
        CommandRun report = CommandRun.of("report", "--json", archives.toString());
        CommandRun demo = CommandRun.of("demo", archives.toString(), "--json", "--out",
                folder.resolve("demo").toString(),
                "--order", "shuffled", "--seed", "7", "--partitions", "3", "--threads", "3", "--gap-timeout", "PT5M");
        assertEquals(ExitCode.OK, demo.exitCode(), demo.err());
        assertEquals(Json.read(report.out()), Json.read(demo.out()));
    }

    @Test
    void newestFirstOnOneShard() throws Exception {
        Path archives = archives();
        CommandRun report = CommandRun.of("report", "--json", archives.toString());
        CommandRun demo = CommandRun.of("demo", archives.toString(), "--json", "--out",
                folder.resolve("demo").toString(),
                "--order", "newest", "--partitions", "1", "--threads", "1", "--gap-timeout", "PT5M");
        assertEquals(ExitCode.OK, demo.exitCode(), demo.err());
        assertEquals(Json.read(report.out()), Json.read(demo.out()));
    }

    /** {@return recordings of every kind when there are any, else the sample fleet} */
    private Path archives() throws Exception {
        Optional<Path> recorded = recorded();
        if (recorded.isPresent()) {
            return recorded.get();
        }
        SampleFleet.unpack(folder.resolve("samples"));
        return folder.resolve("samples");
    }

    private static Optional<Path> recorded() {
        String shared = System.getenv("GYRE_SHARED");
        Path folder = shared == null ? Path.of(System.getProperty("gyre.root"), "..", "shared") : Path.of(shared);
        return Optional.of(folder.resolve("traces")).filter(Files::isDirectory);
    }
}
