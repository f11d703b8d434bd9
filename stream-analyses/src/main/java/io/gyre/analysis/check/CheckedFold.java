package io.gyre.analysis.check;

import io.gyre.analysis.Fold;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A fold, watched. */
final class CheckedFold<P> implements Fold<P> {
    private final MergeCheck<P> check;
    private final Fold<P> fold;
    private final Clock clock;
    private final List<Object> handlers;
    private @Nullable HandedOver<P> last;
    private @Nullable P beforeLast;

    /** A partial as it was when it was handed over. */
    private record HandedOver<P>(P partial, byte[] encoding) {}

    CheckedFold(MergeCheck<P> check, Fold<P> fold) {
        this.check = check;
        this.fold = fold;
        this.clock = new Clock(check.name());
        this.handlers = Stream.concat(Stream.of(clock), fold.handlers().stream()).toList();
    }

    @Override
    public List<Object> handlers() {
        return handlers;
    }

    @Override
    public P cut(long afterNs, long upToNs) {
        KeptReferences.in(fold).ifPresent(found -> {
            throw check.violation(Law.NO_REFERENCES, clock.lastNs(), found);
        });
        P partial = fold.cut(afterNs, upToNs);
        KeptReferences.in(partial).ifPresent(found -> {
            throw check.violation(Law.NO_REFERENCES, clock.lastNs(), found);
        });
        byte[] encoding = check.encode(partial);
        P nothing = fold.cut(upToNs, upToNs);
        check.demandSame(Law.CUT_STARTS_ANEW, clock.lastNs(), "cut again at once", nothing, check.empty());
        check.demandUnchanged(clock.lastNs(), "the partial that was cut last", partial, encoding);
        HandedOver<P> earlier = last;
        if (earlier != null) {
            check.demandUnchanged(clock.lastNs(), "the partial of the cut before", earlier.partial, earlier.encoding);
            P first = beforeLast;
            if (first != null) {
                check.associative(clock.lastNs(), first, earlier.partial, partial);
            }
            beforeLast = earlier.partial;
        }
        check.single(clock.lastNs(), partial);
        check.reached(clock.lastNs());
        last = new HandedOver<>(partial, Arrays.copyOf(encoding, encoding.length));
        return partial;
    }
}
