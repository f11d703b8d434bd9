package io.gyre.analysis.line;

import io.gyre.analysis.Analysis;
import io.gyre.analysis.Fold;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.View;
import io.gyre.chunk.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

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

    /** {@return what a session line begins with} */
    public Bundle begin() {
        return new Bundle(Losses.NONE, slots.stream().<Object>map(Slot::begin).toList());
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

    /** {@return the bundle with gaps that leave the analyses' state as it is: what is missing they notice themselves} */
    public Bundle withGaps(long count, Bundle bundle) {
        return new Bundle(Losses.gaps(count).followedBy(bundle.losses()), bundle.partials());
    }

    /** @param without names of analyses that are not run: their partials know nothing */
    public BundleFold newFold(Set<String> without) {
        var cuts = new ArrayList<SliceCut>();
        var handlers = new ArrayList<>();
        Fold<Losses> losses = LOSSES.newFold();
        handlers.add(losses);
        for (Slot<?> slot : slots) {
            if (without.contains(slot.analysis().name())) {
                cuts.add(slice -> slot.empty());
            } else {
                Fold<?> fold = slot.newFold();
                handlers.addAll(fold.handlers());
                cuts.add(slice -> fold.cut(slice.afterNs(), slice.upToNs()));
            }
        }
        return new BundleFold(handlers, losses, cuts);
    }

    @FunctionalInterface
    private interface SliceCut {
        Object cut(Window slice);
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

    /**
     * {@return the bundle whose encodings these are, by the names of their analyses} An analysis that is not among them knows nothing; one
     * that is not of this set is left out.
     */
    public Bundle decode(Map<String, byte[]> encodings) throws PartialFormatException {
        return decode(encodings, Slot::empty);
    }

    /** {@return the same of all that is known of a line}, which for an analysis that is not among them begins here */
    public Bundle decodeTotal(Map<String, byte[]> encodings) throws PartialFormatException {
        return decode(encodings, Slot::begin);
    }

    private Bundle decode(Map<String, byte[]> encodings, Function<Slot<?>, Object> absent)
            throws PartialFormatException {
        var partials = new ArrayList<>();
        for (Slot<?> slot : slots) {
            byte[] encoded = encodings.get(slot.analysis().name());
            partials.add(encoded == null ? absent.apply(slot) : slot.decode(encoded));
        }
        byte[] losses = encodings.get(LossAnalysis.NAME);
        return new Bundle(losses == null ? Losses.NONE : LOSSES.decode(losses), partials);
    }

    /** The name of an analysis and the version of its encoding. */
    public record Encoded(String name, int version) {}

    /** {@return whose encodings {@link #encode} gives, in its order} */
    public List<Encoded> encodings() {
        var encodings = new ArrayList<Encoded>();
        encodings.add(new Encoded(LossAnalysis.NAME, LOSSES.version()));
        slots.forEach(slot -> encodings.add(new Encoded(slot.analysis().name(), slot.analysis().version())));
        return encodings;
    }

    /** The folds of a set, cut together. Used by one thread. */
    public static final class BundleFold {
        private final List<Object> handlers;
        private final Fold<Losses> losses;
        private final List<SliceCut> cuts;

        private BundleFold(List<Object> handlers, Fold<Losses> losses, List<SliceCut> cuts) {
            this.handlers = handlers;
            this.losses = losses;
            this.cuts = cuts;
        }

        /** {@return the objects whose handler methods the decoder must call} */
        public List<Object> handlers() {
            return handlers;
        }

        public Bundle cut(Window slice) {
            return new Bundle(losses.cut(slice.afterNs(), slice.upToNs()),
                    cuts.stream().map(cut -> cut.cut(slice)).toList());
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

        Object begin() {
            return (Object) analysis.begin();
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
