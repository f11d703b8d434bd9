package io.gyre.sinks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import io.gyre.wire.Completeness;
import io.gyre.wire.LineId;
import io.gyre.wire.Result;
import org.junit.jupiter.api.Test;

class FinalResultsTest {
    private static final LineId WEB = new LineId("web-1", "shop", "");
    private static final LineId DB = new LineId("db-1", "shop", "");

    @Test
    void latestResultOfEachLineAndAnalysisIsKept() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.shared();
        String topic = "results-" + UUID.randomUUID();
        broker.createTopic(topic, 3);
        try (SampleResults samples = new SampleResults(broker, topic)) {
            samples.committed(
                    List.of(result(WEB, "events", Result.Scope.LINE, 0), result(WEB, "events", Result.Scope.LINE, 1),
                            result(WEB, "events", Result.Scope.WINDOW, 2), result(DB, "events", Result.Scope.LINE, 0)));
            samples.aborted(List.of(result(DB, "events", Result.Scope.LINE, 9)));
            samples.committedBytes("garbage".getBytes(StandardCharsets.UTF_8));
            samples.committed(
                    List.of(result(DB, "cpu", Result.Scope.LINE, 5), result(WEB, "cpu", Result.Scope.SLICE, 6)));
        }
        assertEquals(List.of(result(DB, "cpu", Result.Scope.LINE, 5), result(DB, "events", Result.Scope.LINE, 0),
                result(WEB, "events", Result.Scope.LINE, 1)), FinalResults.read(broker.clientConfig(), topic));
    }

    private static Result result(LineId line, String analysis, Result.Scope scope, long chunkId) {
        return new Result(line, analysis, 1, scope, chunkId, 0, 1, false, Completeness.COMPLETE, "{}", null);
    }
}
