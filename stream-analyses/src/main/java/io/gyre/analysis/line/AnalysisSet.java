package io.gyre.analysis.line;

import io.gyre.analysis.Analysis;
import io.gyre.analysis.Fold;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.View;
import io.gyre.chunk.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * The analyses that run over the same events, and what they do to {@link Bundle}s of their partials. The one place where a
 * partial's type is taken on trust: a bundle's n-th partial belongs to the n-th analysis. Thread-safe.
 */
public final class AnalysisSet {
    private static final LossAnalysis LOSSES = new LossAnalysis();

    private final List<Slot<?>> slots;
    private final Bundle empty;
    private final List<Object> gap;

    public AnalysisSet(List<? extends Analysis<?>> analyses) {
        this.slots = analyses.stream().<Slot<?>>map(Slot::new).toList();
        this.empty = new Bundle(Losses.NONE, slots.stream().<Object>map(Slot::empty).toList());
        this.gap = slots.stream().<Object>map(Slot::gap).toList();
    }

    public List<? extends Analysis<?>> analyses() {
        return slots.stream().map(Slot::analysis).toList();
    }

    public Bundle empty() {
        return empty;
    }

    public Bundle merge(Bundle left, Bundle right) {
        var merged = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            merged.add(slots.get(i).merge(left.partials().get(i), right.partials().get(i)));
        }
        return new Bundle(left.losses().followedBy(right.losses()), merged);
    }

    /** {@return the bundle of a stretch of time of which nothing is known, counted as so many gaps} */
    public Bundle gap(long count) {
        return new Bundle(Losses.gaps(count), gap);
    }

    /** {@return the bundle with late events, which its folds have seen as any other} */
    public Bundle withLate(long events, Bundle bundle) {
        return new Bundle(Losses.late(events).followedBy(bundle.losses()), bundle.partials());
    }

    public BundleFold newFold() {
        return new BundleFold(LOSSES.newFold(), slots.stream().<Fold<?>>map(Slot::newFold).toList());
    }

    /** {@return each analysis with its view of the same stretch} */
    public List<Rendering<?>> renderings(Bundle before, Bundle value, Window range) {
        var views = new ArrayList<Rendering<?>>();
        for (int i = 0; i < slots.size(); i++) {
            views.add(slots.get(i).rendering(before.partials().get(i), value.partials().get(i), range));
        }
        return views;
    }

    /** {@return the bundle's partials in their analyses' encoding, the losses first} */
    public List<byte[]> encode(Bundle bundle) {
        var encoded = new ArrayList<byte[]>();
        encoded.add(LOSSES.encode(bundle.losses()));
        for (int i = 0; i < slots.size(); i++) {
            encoded.add(slots.get(i).encode(bundle.partials().get(i)));
        }
        return encoded;
    }

    /** {@return the bundle that {@link #encode} wrote, by a set of the same analyses} */
    public Bundle decode(List<byte[]> encoded) throws PartialFormatException {
        if (encoded.size() != slots.size() + 1) {
            throw new PartialFormatException(PartialFormatException.Kind.OTHER_ANALYSIS,
                    encoded.size() + " partials in a bundle of " + (slots.size() + 1) + " analyses");
        }
        var partials = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            partials.add(slots.get(i).decode(encoded.get(i + 1)));
        }
        return new Bundle(LOSSES.decode(encoded.getFirst()), partials);
    }

    /** {@return the names of what {@link #encode} gives, in its order} */
    public List<String> encodedNames() {
        var names = new ArrayList<String>();
        names.add(LossAnalysis.NAME);
        slots.forEach(slot -> names.add(slot.analysis().name()));
        return names;
    }

    /** The folds of a set: handlers for one reader, cut together. Used by one thread. */
    public static final class BundleFold {
        private final Fold<Losses> losses;
        private final List<Fold<?>> folds;

        BundleFold(Fold<Losses> losses, List<Fold<?>> folds) {
            this.losses = losses;
            this.folds = folds;
        }

        /** {@return the objects whose handler methods the decoder must call} */
        public List<Object> handlers() {
            var handlers = new ArrayList<>();
            handlers.add(losses);
            handlers.addAll(folds);
            return handlers;
        }

        public Bundle cut(Window slice) {
            return new Bundle(losses.cut(slice.afterNs(), slice.upToNs()),
                    folds.stream().<Object>map(fold -> fold.cut(slice.afterNs(), slice.upToNs())).toList());
        }
    }

    /** An analysis and its view. */
    public record Rendering<P>(Analysis<P> analysis, View<P> view) {}

    /** One analysis, with its partials as plain objects. */
    private record Slot<P>(Analysis<P> analysis) {
        @SuppressWarnings("unchecked")
        private P typed(Object partial) {
            return (P) partial;
        }

        Object empty() {
            return (Object) analysis.empty();
        }

        Object merge(Object left, Object right) {
            return (Object) analysis.merge(typed(left), typed(right));
        }

        Object gap() {
            return (Object) analysis.gap();
        }

        Fold<P> newFold() {
            return analysis.newFold();
        }

        Rendering<P> rendering(Object before, Object value, Window range) {
            return new Rendering<>(analysis,
                    new View<>(typed(before), typed(value), range.afterNs(), range.upToNs()));
        }

        byte[] encode(Object partial) {
            return analysis.encode(typed(partial));
        }

        Object decode(byte[] bytes) throws PartialFormatException {
            return (Object) analysis.decode(bytes);
        }
    }
}
