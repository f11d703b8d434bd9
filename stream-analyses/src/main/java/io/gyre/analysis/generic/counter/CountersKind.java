package io.gyre.analysis.generic.counter;

import io.gyre.analysis.Analysis;
import io.gyre.analysis.AnalysisKind;
import io.gyre.analysis.DeclarationException;

/** {@code counters}: see {@link CounterDeclaration} for the form. */
public final class CountersKind implements AnalysisKind {
    static final String NAME = "counters";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String form() {
        return CounterDeclaration.FORM;
    }

    @Override
    public Analysis<?> declare(String text) throws DeclarationException {
        return new CountersAnalysis(CounterDeclaration.parse(text));
    }
}
