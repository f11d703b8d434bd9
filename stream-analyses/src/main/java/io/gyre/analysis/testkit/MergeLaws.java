package io.gyre.analysis.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The laws of {@link Analysis#merge}, checked on partials that an author brings. Violations are {@link AssertionError}s. */
public final class MergeLaws<P> {
    private final Analysis<P> analysis;

    public MergeLaws(Analysis<P> analysis) {
        this.analysis = analysis;
    }

    /**
     * Merges adjacent pieces, two neighbours at a time, in random order, each perhaps stored and read again between, and demands
     * the whole, to the last bit.
     *
     * @param whole the partial of the uncut sequence
     * @param pieces the partials of its parts, in order
     */
    public void piecesMakeTheWhole(P whole, List<P> pieces, Random random) {
        P merged = mergeInRandomOrder(pieces, random);
        byte[] expected = analysis.encode(whole);
        byte[] found = analysis.encode(merged);
        if (!Arrays.equals(expected, found)) {
            throw new AssertionError(analysis.name() + ": " + pieces.size() + " pieces merge to\n" + json(merged)
                    + "\nbut uncut it is\n" + json(whole) + "\n(encoded: " + found.length + " and " + expected.length
                    + " bytes, first difference at " + Arrays.mismatch(found, expected) + ")");
        }
        if (!json(merged).equals(json(whole))) {
            throw new AssertionError(analysis.name() + ": equal partials are rendered as\n" + json(merged)
                    + "\nand as\n" + json(whole));
        }
    }

    /** Demands that the empty partial changes nothing, on either side. */
    public void emptyIsNeutral(P any) {
        piecesMakeTheWhole(any, List.of(analysis.empty(), any, analysis.empty()), new Random(0));
    }

    /** Demands that a gap between pieces stays one, however they are merged. */
    public void gapsAreAssociative(List<P> pieces, Random random) {
        var gapped = new ArrayList<P>(pieces);
        gapped.add(random.nextInt(gapped.size() + 1), analysis.gap());
        gapped.add(random.nextInt(gapped.size() + 1), analysis.gap());
        P leftToRight = analysis.empty();
        for (P piece : gapped) {
            leftToRight = analysis.merge(leftToRight, piece);
        }
        piecesMakeTheWhole(leftToRight, gapped, random);
    }

    /** Demands that pieces behind a line's beginning make what the whole makes there. */
    public void beginningsAreAssociative(P whole, List<P> pieces, Random random) {
        var begun = new ArrayList<P>(pieces);
        begun.addFirst(analysis.begin());
        piecesMakeTheWhole(analysis.merge(analysis.begin(), whole), begun, random);
    }

    private P mergeInRandomOrder(List<P> pieces, Random random) {
        var rest = new ArrayList<>(pieces);
        while (rest.size() > 1) {
            int at = random.nextInt(rest.size() - 1);
            P left = perhapsStored(rest.get(at), random);
            P right = perhapsStored(rest.remove(at + 1), random);
            byte[] leftBefore = analysis.encode(left);
            byte[] rightBefore = analysis.encode(right);
            rest.set(at, analysis.merge(left, right));
            if (!Arrays.equals(leftBefore, analysis.encode(left))
                    || !Arrays.equals(rightBefore, analysis.encode(right))) {
                throw new AssertionError(analysis.name() + ": merge has changed its arguments");
            }
        }
        return rest.isEmpty() ? analysis.empty() : rest.getFirst();
    }

    private P perhapsStored(P partial, Random random) {
        if (random.nextBoolean()) {
            return partial;
        }
        try {
            return analysis.decode(analysis.encode(partial));
        } catch (PartialFormatException e) {
            throw new AssertionError(analysis.name() + " cannot read the partial that it has written", e);
        }
    }

    private String json(P partial) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        View<P> view = View.whole(analysis, partial);
        if (!analysis.isEmpty(view)) {
            analysis.json(view, entry);
        }
        return entry.toString();
    }
}
