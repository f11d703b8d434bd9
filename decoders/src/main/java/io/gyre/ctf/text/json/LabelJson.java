package io.gyre.ctf.text.json;

import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Mappings;
import io.gyre.ctf.model.Mappings.Mapping;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The labels around the value of an enumeration, and the flags around that of a bit map, in the order of the metadata. */
final class LabelJson {
    private static final int KEPT = 4096;
    private static final byte[] BEFORE = "{\"value\":".getBytes(StandardCharsets.US_ASCII);

    private final Mappings mappings;
    private final boolean isBits;
    private final Map<Long, byte[]> known = new HashMap<>();

    private LabelJson(Mappings mappings, boolean isBits) {
        this.mappings = mappings;
        this.isBits = isBits;
    }

    static @Nullable LabelJson of(FieldClass field) {
        if (field instanceof FieldClass.IntegerLike integer && !integer.mappings().isEmpty()) {
            return new LabelJson(integer.mappings(), false);
        }
        return field instanceof FieldClass.FixedLengthBitArray bits && !bits.flags().isEmpty()
                ? new LabelJson(bits.flags(), true)
                : null;
    }

    byte[] before() {
        return BEFORE;
    }

    byte[] after(long value) {
        byte[] text = known.get(value);
        if (text == null) {
            text = text(value);
            if (known.size() < KEPT) {
                known.put(value, text);
            }
        }
        return text;
    }

    private byte[] text(long value) {
        String labels = mappings.entries().stream().filter(mapping -> applies(mapping, value)).map(Mapping::label)
                .map(NodeJson::quoted).collect(Collectors.joining(","));
        return (",\"" + (isBits ? "flags" : "labels") + "\":[" + labels + "]}").getBytes(StandardCharsets.UTF_8);
    }

    private boolean applies(Mapping mapping, long value) {
        if (!isBits) {
            return mapping.ranges().contains(value);
        }
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if ((value >>> bit & 1) != 0 && mapping.ranges().contains(bit)) {
                return true;
            }
        }
        return false;
    }
}
