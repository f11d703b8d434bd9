package io.gyre.analysis.kernel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.Fold;
import io.gyre.analysis.View;
import io.gyre.analysis.testkit.MergeLaws;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Calls of handlers in order, folded whole and in pieces. */
public final class Pieces {
    private static final int LONGEST_PIECE = 12;

    private Pieces() {}

    /** {@return the partial of these calls} */
    public static <F extends Fold<P>, P> P fold(Supplier<F> newFold, List<Consumer<F>> calls) {
        F fold = newFold.get();
        calls.forEach(call -> call.accept(fold));
        return fold.cut(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Cuts at random and demands the whole. */
    public static <F extends Fold<P>, P> void check(Analysis<P> analysis, Supplier<F> newFold, List<Consumer<F>> calls,
            Random random) {
        var laws = new MergeLaws<>(analysis);
        var pieces = new ArrayList<P>();
        int from = 0;
        while (from < calls.size()) {
            int to = Math.min(calls.size(), from + random.nextInt(LONGEST_PIECE));
            pieces.add(fold(newFold, calls.subList(from, to)));
            from = to;
        }
        laws.piecesMakeTheWhole(fold(newFold, calls), pieces, random);
        laws.gapsAreAssociative(pieces, random);
    }

    /** {@return what a whole line with this partial is told as} */
    public static <P> ObjectNode json(Analysis<P> analysis, P partial) {
        return json(analysis, View.whole(analysis, partial));
    }

    public static <P> ObjectNode json(Analysis<P> analysis, View<P> view) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        analysis.json(view, node);
        return node;
    }
}
