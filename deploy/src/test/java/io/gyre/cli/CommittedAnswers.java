package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyre.allinone.Answers;
import io.gyre.allinone.ResultWatch;
import io.gyre.analysis.Analysis;
import io.gyre.wire.Alert;
import io.gyre.wire.LineId;
import io.gyre.wire.Quarantine;
import io.gyre.wire.RecordException;
import io.gyre.wire.Result;
import io.gyre.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The results and alerts as a reader of what is committed finds them; one that comes twice, or anything set aside, is an error. */
final class CommittedAnswers implements AutoCloseable, ResultWatch.Viewer {
    private final ResultWatch watch;
    private final Answers answers = new Answers();
    private final Set<List<Object>> seen = new HashSet<>();
    private final List<JsonNode> alerts = new ArrayList<>();

    CommittedAnswers(String server) {
        watch = new ResultWatch(Map.of("bootstrap.servers", server), Topics.DEFAULT, ResultWatch.From.BEGINNING);
    }

    @Override
    public void result(Result result) {
        answers.add(result);
        assertTrue(seen.add(List.of(result.line(), result.analysis(), result.scope(), result.chunkId(),
                result.beginNs(), result.closing())), () -> "twice: " + result);
    }

    @Override
    public void alert(Alert alert) {
        alerts.add(Json.read(AlertText.json(alert).toString()));
        assertTrue(seen.add(List.of(alert.line(), alert.rule(), alert.number())), () -> "twice: " + alert);
    }

    /** {@return the alerts that have come} */
    List<JsonNode> alerts() {
        return List.copyOf(alerts);
    }

    @Override
    public void quarantined(Quarantine bad) {
        throw new AssertionError("set aside: " + bad.message());
    }

    int count() {
        return seen.size() - alerts.size();
    }

    /** Returns when so many have come. */
    void await(int results) throws RecordException {
        while (count() < results) {
            watch.poll(Duration.ofMillis(10), this);
        }
    }

    /** {@return the answers about these lines once nothing will change any more about them}, as {@code gyre report --json} prints them. */
    JsonNode awaitFinal(Set<LineId> lines, List<Analysis<?>> analyses) throws Exception {
        while (!answers.areFinal(lines)) {
            watch.poll(Duration.ofMillis(100), this);
        }
        watch.drain(this);
        return Json.read(answers.json(analyses, lines).toString());
    }

    @Override
    public void close() {
        watch.close();
    }
}
