package io.gyre.ctf.text;

import io.gyre.ctf.model.Mappings;
import io.gyre.ctf.model.Mappings.Mapping;
import io.gyre.ctf.model.RangeSet.Range;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/** The names of a bit map's active flags, in their alphabetical order: <code> { "a", "b" }</code>, or nothing. */
final class FlagText {
    private final byte[][] names;
    private final long[] masks;

    FlagText(Mappings flags) {
        var sorted = flags.entries().stream().sorted(Comparator.comparing(Mapping::label)).toList();
        this.names = sorted.stream().map(flag -> flag.label().getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
        this.masks = sorted.stream().mapToLong(FlagText::mask).toArray();
    }

    private static long mask(Mapping flag) {
        long mask = 0;
        for (Range range : flag.ranges().ranges()) {
            mask |= -1L >>> (Long.SIZE - 1 - (range.upper() - range.lower())) << range.lower();
        }
        return mask;
    }

    void put(LineBuffer line, long value) {
        boolean isFirst = true;
        for (int i = 0; i < masks.length; i++) {
            if ((value & masks[i]) != 0) {
                line.put(isFirst ? ' ' : ',', isFirst ? '{' : ' ');
                if (isFirst) {
                    line.put(' ');
                }
                line.putQuoted(names[i], 0, names[i].length);
                isFirst = false;
            }
        }
        if (!isFirst) {
            line.put(' ', '}');
        }
    }
}
