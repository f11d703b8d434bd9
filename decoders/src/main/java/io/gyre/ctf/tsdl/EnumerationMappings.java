package io.gyre.ctf.tsdl;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.Mappings;
import io.gyre.ctf.model.RangeSet;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.source.Diagnostics;
import io.gyre.ctf.tsdl.syntax.TypeExpression;
import io.gyre.ctf.tsdl.syntax.TypeExpression.Enumerator;
import io.gyre.ctf.tsdl.syntax.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives each label of an enumeration its values (CTF 1.8 §4.1.8). Labels may repeat and ranges may overlap. */
final class EnumerationMappings {
    private final Type.FixedInteger container;
    private final Diagnostics diagnostics;

    private EnumerationMappings(Type.FixedInteger container, Diagnostics diagnostics) {
        this.container = container;
        this.diagnostics = diagnostics;
    }

    static Mappings of(List<Enumerator> enumerators, Type.FixedInteger container, int offset, Diagnostics diagnostics)
            throws MetadataException {
        if (enumerators.isEmpty()) {
            throw diagnostics.semantic(offset, "enumeration has no mapping, expected at least one");
        }
        return new EnumerationMappings(container, diagnostics).read(enumerators);
    }

    private Mappings read(List<Enumerator> enumerators) throws MetadataException {
        Map<String, List<RangeSet.Range>> ranges = new LinkedHashMap<>();
        long next = 0;
        boolean exhausted = false;
        for (Enumerator enumerator : enumerators) {
            if (enumerator.lower() == null && exhausted) {
                throw outOfRange(enumerator, "the value after the largest of 64 bits");
            }
            long lower = bits(enumerator.lower(), next, enumerator);
            long upper = bits(enumerator.upper(), lower, enumerator);
            if (compare(lower, upper) > 0) {
                throw diagnostics.semantic(enumerator.offset(), "mapping \"" + enumerator.label()
                        + "\" ends below its beginning, expected lower ... upper");
            }
            if (enumerator.lower() == null && !fits(lower)) {
                throw outOfRange(enumerator, text(lower));
            }
            ranges.computeIfAbsent(enumerator.label(), _ -> new ArrayList<>()).add(new RangeSet.Range(lower, upper));
            next = upper + 1;
            exhausted = upper == (container.signedness() == Signedness.SIGNED ? Long.MAX_VALUE : -1L);
        }
        var entries = new ArrayList<Mappings.Mapping>();
        ranges.forEach(
                (label, of) -> entries.add(new Mappings.Mapping(label, new RangeSet(container.signedness(), of))));
        return new Mappings(entries);
    }

    private long bits(Value.@Nullable Whole number, long otherwise, Enumerator enumerator) throws MetadataException {
        if (number == null) {
            return otherwise;
        }
        boolean representable = container.signedness() == Signedness.SIGNED ? number.fitsSigned() : !number.negative();
        if (!representable || !fits(number.bits())) {
            throw outOfRange(enumerator, number.description());
        }
        return number.bits();
    }

    private boolean fits(long value) {
        int unused = Long.SIZE - container.lengthBits();
        return container.signedness() == Signedness.SIGNED
                ? value << unused >> unused == value
                : value << unused >>> unused == value;
    }

    private MetadataException outOfRange(Enumerator enumerator, String value) {
        return diagnostics.semantic(enumerator.offset(),
                "mapping \"" + enumerator.label() + "\" is " + value + ", expected a value of "
                        + container.description() + " of " + container.lengthBits() + " bits");
    }

    private int compare(long a, long b) {
        return container.signedness() == Signedness.SIGNED ? Long.compare(a, b) : Long.compareUnsigned(a, b);
    }

    private String text(long value) {
        return container.signedness() == Signedness.SIGNED ? Long.toString(value) : Long.toUnsignedString(value);
    }
}
