package io.gyre.analysis.generic.pair;

import io.gyre.analysis.Analysis;
import io.gyre.analysis.AnalysisKind;
import io.gyre.analysis.DeclarationException;

/** {@code pairs}: see {@link PairDeclaration} for the form. */
public final class PairsKind implements AnalysisKind {
    static final String NAME = "pairs";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String form() {
        return PairDeclaration.FORM;
    }

    @Override
    public Analysis<?> declare(String text) throws DeclarationException {
        return new PairsAnalysis(PairDeclaration.parse(text));
    }
}
