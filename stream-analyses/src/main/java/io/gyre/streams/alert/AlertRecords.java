package io.gyre.streams.alert;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.gyre.analysis.alert.AlertJudge;
import io.gyre.analysis.alert.Answer;
import io.gyre.analysis.alert.Verdict;
import io.gyre.analysis.line.LineResult;
import io.gyre.chunk.SessionKey;
import io.gyre.wire.Alert;
import io.gyre.wire.LineId;
import io.gyre.wire.Result;
import io.gyre.wire.avro.WireCodecs;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Results as answers, and verdicts as alerts. */
public final class AlertRecords {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AlertRecords() {}

    /** {@return the answer}, whose JSON is read only where some rule looks into it */
    public static Answer answer(Result result, AlertJudge judge) {
        var kind = new Answer.Kind(result.line().host(), result.analysis(), scope(result.scope()));
        return new Answer(key(result.line()), result.analysis(), kind.scope(), result.beginNs(), endNs(result),
                judge.reads(kind) ? entry(result) : MissingNode.getInstance());
    }

    private static LineResult.Scope scope(Result.Scope scope) {
        return switch (scope) {
            case SLICE -> LineResult.Scope.SLICE;
            case WINDOW -> LineResult.Scope.WINDOW;
            case LINE -> LineResult.Scope.LINE;
        };
    }

    /** {@return the first nanosecond after the answer}; results about slices say that, others the last one before it. */
    private static long endNs(Result result) {
        return result.scope() == Result.Scope.SLICE || result.endNs() == Long.MAX_VALUE
                ? result.endNs()
                : result.endNs() + 1;
    }

    private static JsonNode entry(Result result) {
        try {
            return JSON.readTree(result.json());
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "the result of " + result.analysis() + " about " + result.line() + " is no JSON", e);
        }
    }

    /**
     * Sends each as an alert, in their order.
     *
     * @param chunkId whose window changed them; null when it was time that passed
     * @param to takes keys and records
     */
    public static void send(List<Verdict> verdicts, @Nullable Long chunkId, BiConsumer<String, byte[]> to) {
        for (Verdict verdict : verdicts) {
            to.accept(line(verdict.line()).key(), WireCodecs.ALERT.encode(of(verdict, chunkId)));
        }
    }

    /** @param chunkId whose window changed it; null when it was time that passed */
    public static Alert of(Verdict verdict, @Nullable Long chunkId) {
        return new Alert(verdict.rule(), verdict.text(), switch (verdict.kind()) {
            case RAISED -> Alert.Change.RAISED;
            case CLEARED -> Alert.Change.CLEARED;
        }, switch (verdict.cause()) {
            case FIGURE -> Alert.Cause.FIGURE;
            case SILENCE -> Alert.Cause.SILENCE;
            case HEARD -> Alert.Cause.HEARD;
            case ENDED -> Alert.Cause.ENDED;
            case WITHDRAWN -> Alert.Cause.WITHDRAWN;
        }, line(verdict.line()), verdict.number(), verdict.value(), chunkId, verdict.atNs(), switch (verdict.clock()) {
            case TRACE -> Alert.Clock.TRACE;
            case WALL -> Alert.Clock.WALL;
        });
    }

    public static SessionKey key(LineId line) {
        return new SessionKey(line.host(), line.session(), line.created());
    }

    public static LineId line(SessionKey key) {
        return new LineId(key.host(), key.session(), key.created());
    }
}
