package io.gyre.analysis.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.gyre.analysis.line.LineResult;
import io.gyre.chunk.SessionKey;

/**
 * An answer as rules see it.
 *
 * @param beginNs its first nanosecond; {@link Long#MIN_VALUE} when it has none
 * @param endNs the first after it; {@link Long#MAX_VALUE} when it has none
 * @param entry as {@link LineResult#json()} has it; a missing node will do where no rule reads answers of its kind
 */
public record Answer(SessionKey line, String analysis, LineResult.Scope scope, long beginNs, long endNs,
        JsonNode entry) {

    /** What can be told of an answer before it is read. */
    public record Kind(String host, String analysis, LineResult.Scope scope) {}

    /** {@return the answer}, rendered only when {@code judge} looks into answers of its kind */
    public static Answer of(LineResult<?> result, AlertJudge judge) {
        var kind = new Kind(result.line().host(), result.analysis().name(), result.scope());
        return of(result, judge.reads(kind) ? result.json() : MissingNode.getInstance());
    }

    static Answer of(LineResult<?> result) {
        return of(result, result.json());
    }

    private static Answer of(LineResult<?> result, JsonNode entry) {
        long afterNs = result.range().afterNs();
        long upToNs = result.range().upToNs();
        return new Answer(result.line(), result.analysis().name(), result.scope(),
                afterNs == Long.MIN_VALUE ? afterNs : afterNs + 1, upToNs == Long.MAX_VALUE ? upToNs : upToNs + 1,
                entry);
    }

    public Kind kind() {
        return new Kind(line.host(), analysis, scope);
    }

    boolean isBounded() {
        return beginNs != Long.MIN_VALUE && endNs != Long.MAX_VALUE && endNs > beginNs;
    }
}
