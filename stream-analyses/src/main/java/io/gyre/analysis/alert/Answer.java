package io.gyre.analysis.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyre.analysis.line.LineResult;
import io.gyre.chunk.SessionKey;

/**
 * An answer as rules see it.
 *
 * @param beginNs its first nanosecond; {@link Long#MIN_VALUE} when it has none
 * @param endNs the first after it; {@link Long#MAX_VALUE} when it has none
 * @param entry as {@link LineResult#json()} has it
 */
public record Answer(SessionKey line, String analysis, LineResult.Scope scope, long beginNs, long endNs,
        JsonNode entry) {

    public static Answer of(LineResult<?> result) {
        long afterNs = result.range().afterNs();
        long upToNs = result.range().upToNs();
        return new Answer(result.line(), result.analysis().name(), result.scope(),
                afterNs == Long.MIN_VALUE ? afterNs : afterNs + 1, upToNs == Long.MAX_VALUE ? upToNs : upToNs + 1,
                result.json());
    }

    boolean isBounded() {
        return beginNs != Long.MIN_VALUE && endNs != Long.MAX_VALUE && endNs > beginNs;
    }
}
