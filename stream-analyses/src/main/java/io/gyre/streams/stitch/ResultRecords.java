package io.gyre.streams.stitch;

import io.gyre.analysis.line.LineResult;
import io.gyre.chunk.Window;
import io.gyre.wire.Completeness;
import io.gyre.wire.LineId;
import io.gyre.wire.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Answers as records for the results topic. */
public final class ResultRecords {
    private ResultRecords() {}

    /**
     * {@return a record for each answer that says something}; of large answers for those about slices alone, since those about windows and lines
     * would tell the same again
     *
     * @param failed is told, for people, of answers that their analysis cannot render
     */
    public static List<Result> of(LineId line, long chunkId, List<LineResult<?>> answers, Consumer<String> failed) {
        var records = new ArrayList<Result>();
        for (LineResult<?> answer : answers) {
            try {
                if (isWanted(answer) && !answer.isEmpty()) {
                    records.add(of(line, chunkId, answer));
                }
            } catch (RuntimeException e) {
                failed.accept("analysis " + answer.analysis().name() + " cannot render a " + answer.scope() + ": " + e);
            }
        }
        return records;
    }

    private static boolean isWanted(LineResult<?> answer) {
        return answer.scope() == LineResult.Scope.SLICE || !answer.analysis().isLarge();
    }

    private static Result of(LineId line, long chunkId, LineResult<?> answer) {
        Window range = answer.range();
        long beginNs = range.afterNs() == Long.MIN_VALUE ? Long.MIN_VALUE : range.afterNs() + 1;
        Result.Scope scope = switch (answer.scope()) {
            case SLICE -> Result.Scope.SLICE;
            case WINDOW -> Result.Scope.WINDOW;
            case LINE -> Result.Scope.LINE;
        };
        long endNs = scope == Result.Scope.SLICE && range.upToNs() != Long.MAX_VALUE
                ? range.upToNs() + 1
                : range.upToNs();
        io.gyre.analysis.Completeness known = answer.completeness();
        return new Result(line, answer.analysis().name(), answer.analysis().version(), scope, chunkId, beginNs, endNs,
                answer.closing(), new Completeness(known.lateEvents(), known.gaps(), known.discardedEvents(),
                        known.discardedPackets()),
                answer.jsonText(), answer.encodedPartial());
    }
}
