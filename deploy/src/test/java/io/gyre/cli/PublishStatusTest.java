package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyre.operate.PublisherStatus;
import io.gyre.operate.StatusFile;
import io.gyre.publisher.ChunkOutcome;
import io.gyre.publisher.error.BrokerException;
import io.gyre.wire.LineId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishStatusTest {
    @TempDir
    Path folder;

    @Test
    void chunksThatFailAndWhatIsWaitedForAreNamed() throws Exception {
        Path chunk = Files.createDirectory(folder.resolve("20261123T111600+0000-20261123T111601+0000-0"));
        LineId line = new LineId("host", "session", "20261123T111600+0000");
        var tooLong = new BrokerException(BrokerException.Kind.TIMED_OUT, "too long");
        var failed = new ChunkOutcome.Failed(line, 0, chunk, tooLong);
        PublisherStatus status = new PublisherStatus();
        status.chunk(failed);
        status.postponed(failed, 3, Duration.ofMinutes(20));
        status.waiting(new BrokerException(BrokerException.Kind.UNAVAILABLE, "nobody answers"), Duration.ofSeconds(1));
        try (StatusFile _ = StatusFile.start(folder, status)) {
            while (StatusFile.read(folder).isEmpty()) {
                LockSupport.parkNanos(10_000_000);
            }
            CommandRun text = CommandRun.of("publish", "status", "--state", folder.toString());
            assertEquals(ExitCode.PARTLY, text.exitCode());
            assertTrue(text.out().contains("failing    " + chunk + "  chunk-timeout, 3 tries, the next at "),
                    text.out());
            assertTrue(text.out().contains("waiting    nothing is published: broker-unavailable"), text.out());
            JsonNode json = StatusFile.read(folder).getFirst();
            assertEquals(3, json.at("/failing_chunks/0/tries").asInt());
        }
        status.chunk(new ChunkOutcome.AlreadyPublished(line, 0, chunk));
        assertEquals(List.of(), status.snapshot().retries());
    }
}
