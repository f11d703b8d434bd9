package io.gyre.analysis.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Fold;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.Symbols;
import io.gyre.analysis.View;
import io.gyre.analysis.fleet.FleetFigures;
import java.util.List;
import java.util.Optional;

/**
 * An analysis that is watched while it runs: its name, partials and answers are those of the analysis within, and what breaks a {@link Law} is a
 * {@link ContractViolation}. Every cut is checked, and every merge; it takes several times as long. Thread-safe, as the
 * analysis is.
 */
public final class CheckedAnalysis<P> implements Analysis<P> {
    private final Analysis<P> analysis;
    private final MergeCheck<P> check;

    public CheckedAnalysis(Analysis<P> analysis) {
        this.analysis = analysis;
        this.check = new MergeCheck<>(analysis);
    }

    /** {@return each of them, watched} */
    public static List<Analysis<?>> all(List<? extends Analysis<?>> analyses) {
        return analyses.stream().<Analysis<?>>map(CheckedAnalysis::new).toList();
    }

    @Override
    public String name() {
        return analysis.name();
    }

    @Override
    public String summary() {
        return analysis.summary();
    }

    @Override
    public boolean isLarge() {
        return analysis.isLarge();
    }

    @Override
    public int version() {
        return analysis.version();
    }

    @Override
    public Fold<P> newFold() {
        return new CheckedFold<>(check, analysis.newFold());
    }

    @Override
    public P empty() {
        return analysis.empty();
    }

    @Override
    public P begin() {
        return analysis.begin();
    }

    /** Two neighbours: with the gap for a third, which is adjacent to everything. */
    @Override
    public P merge(P left, P right) {
        long ns = check.reachedNs();
        check.single(ns, left);
        check.associative(ns, left, right, analysis.gap());
        return check.merge(ns, left, right);
    }

    @Override
    public P gap() {
        return analysis.gap();
    }

    @Override
    public void write(P partial, PartialOutput out) {
        analysis.write(partial, out);
    }

    @Override
    public P read(PartialInput in, int version) throws PartialFormatException {
        return analysis.read(in, version);
    }

    @Override
    public byte[] encode(P partial) {
        return analysis.encode(partial);
    }

    @Override
    public P decode(byte[] bytes) throws PartialFormatException {
        return analysis.decode(bytes);
    }

    @Override
    public boolean isEmpty(View<P> view) {
        return analysis.isEmpty(view);
    }

    @Override
    public Analysis<P> withSymbols(Symbols symbols) {
        return analysis.withSymbols(symbols);
    }

    @Override
    public void json(View<P> view, ObjectNode entry) {
        analysis.json(view, entry);
    }

    @Override
    public String text(View<P> view, Detail detail) {
        return analysis.text(view, detail);
    }

    @Override
    public Optional<FleetFigures> fleet(View<P> view) {
        return analysis.fleet(view);
    }
}
