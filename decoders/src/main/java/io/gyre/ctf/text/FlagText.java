package io.gyre.ctf.text;

import io.gyre.ctf.model.Mappings;
import io.gyre.ctf.model.Mappings.Mapping;
import io.gyre.ctf.model.RangeSet.Range;
import io.gyre.ctf.text.bytes.LineBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** What stands after the value of a bit map that has flags set: {@code  { "A", "B" }}. */
final class FlagText {
    private record Flag(byte[] label, long mask) {}

    private final List<Flag> flags;
    private final Palette palette;

    FlagText(Mappings mappings, Palette palette) {
        this.flags = mappings.entries().stream().sorted(Comparator.comparing(Mapping::label))
                .map(mapping -> new Flag(mapping.label().getBytes(StandardCharsets.UTF_8), mask(mapping))).toList();
        this.palette = palette;
    }

    private static long mask(Mapping mapping) {
        long mask = 0;
        for (Range range : mapping.ranges().ranges()) {
            mask |= -1L >>> (Long.SIZE - 1 - (range.upper() - range.lower())) << range.lower();
        }
        return mask;
    }

    void put(LineBuffer line, long value) {
        boolean isFirst = true;
        for (Flag flag : flags) {
            if ((flag.mask & value) != 0) {
                if (isFirst) {
                    line.put(' ', '{');
                    line.put(' ');
                } else {
                    line.put(',', ' ');
                }
                isFirst = false;
                line.put(palette.value());
                line.putQuoted(flag.label, 0, flag.label.length);
                line.put(palette.reset());
            }
        }
        if (!isFirst) {
            line.put(' ', '}');
        }
    }
}
