package io.gyre.ctf.json;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.RangeSet;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.source.Diagnostics;
import java.util.ArrayList;
import java.util.List;

/** An integer range set as it is written; which integers it may name is known when its integer is. */
record Ranges(List<Range> ranges, int offset) {
    Ranges {
        ranges = List.copyOf(ranges);
    }

    record Range(JsonValue.Whole lower, JsonValue.Whole upper) {}

    static Ranges read(JsonValue value, Diagnostics diagnostics) throws MetadataException {
        if (!(value instanceof JsonValue.Array array) || array.elements().isEmpty()) {
            throw diagnostics.semantic(value.offset(),
                    "a set of ranges is " + value.description()
                            + ", expected an array of at least one `[lower, upper]`");
        }
        var ranges = new ArrayList<Range>();
        for (JsonValue element : array.elements()) {
            ranges.add(range(element, diagnostics));
        }
        return new Ranges(ranges, value.offset());
    }

    private static Range range(JsonValue value, Diagnostics diagnostics) throws MetadataException {
        if (!(value instanceof JsonValue.Array pair) || pair.elements().size() != 2
                || !(pair.elements().get(0) instanceof JsonValue.Whole lower)
                || !(pair.elements().get(1) instanceof JsonValue.Whole upper)) {
            throw diagnostics.semantic(value.offset(), "a range is " + value.description()
                    + ", expected `[lower, upper]` with two integers of 64 bits");
        }
        boolean isBackwards = lower.isNegative() == upper.isNegative()
                ? Long.compareUnsigned(lower.bits(), upper.bits()) > 0
                : upper.isNegative();
        if (isBackwards) {
            throw diagnostics.semantic(value.offset(), "a range ends at " + upper.description()
                    + ", below its beginning at " + lower.description() + ", expected `[lower, upper]`");
        }
        return new Range(lower, upper);
    }

    /** {@return these ranges of the values of an integer} */
    RangeSet of(Signedness signedness, Diagnostics diagnostics) throws MetadataException {
        var set = new ArrayList<RangeSet.Range>(ranges.size());
        for (Range range : ranges) {
            set.add(new RangeSet.Range(bound(range.lower, signedness, diagnostics),
                    bound(range.upper, signedness, diagnostics)));
        }
        return new RangeSet(signedness, set);
    }

    private static long bound(JsonValue.Whole bound, Signedness signedness, Diagnostics diagnostics)
            throws MetadataException {
        boolean fits = switch (signedness) {
            case SIGNED -> bound.fitsSigned();
            case UNSIGNED -> !bound.isNegative();
        };
        if (!fits) {
            throw diagnostics.semantic(bound.offset(), "a range's bound is " + bound.description()
                    + ", expected a value of " + (signedness == Signedness.SIGNED ? "a signed" : "an unsigned")
                    + " integer of 64 bits");
        }
        return bound.bits();
    }
}
