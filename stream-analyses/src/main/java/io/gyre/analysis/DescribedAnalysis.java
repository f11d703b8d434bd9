package io.gyre.analysis;

import java.util.function.Supplier;

/** An analysis that says what it is, and is left with what it answers: {@link #json}, {@link #text}, and the like. */
public abstract class DescribedAnalysis<P> implements Analysis<P> {
    private final String name;
    private final String summary;
    private final Supplier<? extends Fold<P>> fold;
    private final Partials<P> partials;

    /**
     * Describes it.
     *
     * @param name {@link #name}
     * @param summary {@link #summary}
     * @param fold {@link #newFold}
     */
    protected DescribedAnalysis(String name, String summary, Supplier<? extends Fold<P>> fold, Partials<P> partials) {
        this.name = name;
        this.summary = summary;
        this.fold = fold;
        this.partials = partials;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String summary() {
        return summary;
    }

    @Override
    public final int version() {
        return partials.version();
    }

    @Override
    public final Fold<P> newFold() {
        return fold.get();
    }

    @Override
    public final P empty() {
        return partials.empty();
    }

    @Override
    public final P merge(P left, P right) {
        return partials.merge().apply(left, right);
    }

    @Override
    public final P gap() {
        return partials.gap();
    }

    @Override
    public final void write(P partial, PartialOutput out) {
        partials.writer().accept(partial, out);
    }

    @Override
    public final P read(PartialInput in, int version) throws PartialFormatException {
        return partials.reader().read(in, version);
    }
}
