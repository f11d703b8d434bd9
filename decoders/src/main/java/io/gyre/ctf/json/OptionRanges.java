package io.gyre.ctf.json;

import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.RangeSet;
import io.gyre.ctf.model.Signedness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells whether a value of a selector chooses two options of a variant. */
final class OptionRanges {
    private OptionRanges() {}

    private record Owned(long lower, long upper, int option) {}

    /** Two options, by index, that some value chooses both. */
    record Clash(int earlier, int later) {}

    /** {@return two options whose ranges overlap, or null}; the ranges of one option may. */
    static @Nullable Clash find(List<FieldClass.Option> options, Signedness signedness) {
        Comparator<Long> order = signedness == Signedness.SIGNED ? Long::compare : Long::compareUnsigned;
        var owned = new ArrayList<Owned>();
        for (int i = 0; i < options.size(); i++) {
            for (RangeSet.Range range : options.get(i).selectorRanges().ranges()) {
                owned.add(new Owned(range.lower(), range.upper(), i));
            }
        }
        owned.sort(Comparator.comparing(Owned::lower, order));
        // Of the ranges so far the one that ends last, and the one that ends last of any other option.
        Owned last = null;
        Owned lastOfOthers = null;
        for (Owned next : owned) {
            Owned other = last != null && last.option == next.option ? lastOfOthers : last;
            if (other != null && order.compare(next.lower, other.upper) <= 0) {
                return new Clash(Math.min(other.option, next.option), Math.max(other.option, next.option));
            }
            if (last == null || order.compare(next.upper, last.upper) > 0) {
                lastOfOthers = last != null && last.option != next.option ? last : lastOfOthers;
                last = next;
            } else if (last.option != next.option
                    && (lastOfOthers == null || order.compare(next.upper, lastOfOthers.upper) > 0)) {
                lastOfOthers = next;
            }
        }
        return null;
    }
}
