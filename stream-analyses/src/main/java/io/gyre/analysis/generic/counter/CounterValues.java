package io.gyre.analysis.generic.counter;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.LowestKeys;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Values of fields: the partial of {@link CountersAnalysis}.
 *
 * @param byField at most {@value #MOST_FIELDS}, those whose names come first
 * @param otherValues how many values all other fields had
 */
record CounterValues(SortedMap<FieldName, Values> byField, long otherValues) {
    static final int MOST_FIELDS = 1024;
    static final CounterValues NONE = new CounterValues(Collections.emptySortedMap(), 0);

    static CounterValues limited(NavigableMap<FieldName, Values> byField, long otherValues) {
        long others = otherValues;
        while (byField.size() > MOST_FIELDS) {
            others += byField.pollLastEntry().getValue().count();
        }
        return new CounterValues(LowestKeys.fixed(byField), others);
    }

    CounterValues followedBy(CounterValues next) {
        var both = new TreeMap<>(byField);
        next.byField.forEach((name, values) -> both.merge(name, values,
                (left, right) -> left.followedBy(right, name.isUnsigned())));
        return limited(both, otherValues + next.otherValues);
    }

    void write(PartialOutput out) {
        out.writeUnsigned(byField.size());
        byField.forEach((name, values) -> {
            out.writeString(name.eventClass());
            out.writeString(name.field());
            out.writeFlag(name.isUnsigned());
            values.write(out);
        });
        out.writeUnsigned(otherValues);
    }

    static CounterValues read(PartialInput in) throws PartialFormatException {
        var byField = in.readMap(12, from -> new FieldName(from.readString(), from.readString(), from.readFlag()),
                Values::read);
        return limited(byField, in.readUnsigned());
    }
}
