package io.gyre.ctf.text;

import io.gyre.ctf.model.Mappings;
import io.gyre.ctf.model.Mappings.Mapping;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.text.bytes.LineBuffer;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the value of an enumeration field: {@code ( "label" : container = }.
 *
 * <p>The numbers are cut into intervals where a range begins or has just ended. All values of an interval have the same labels, so
 * that one binary search finds their text; it is rendered when it is first needed.
 */
final class LabelText {
    private static final String BEGIN = "( ";
    private static final String CONTAINER = " : container = ";

    private final Palette palette;
    private final byte[] unknown;
    private final Mappings mappings;
    private final Comparator<Long> order;
    private final long[] begins;
    private final byte[] @Nullable [] texts;
    private final LabelOrder labelOrder;
    private @Nullable List<String> orderedLabels;

    LabelText(Mappings mappings, Signedness signedness, LabelOrder labelOrder,
            Palette palette) {
        this.labelOrder = labelOrder;
        this.palette = palette;
        this.unknown = new LiteralText(palette).text(BEGIN).code(palette.unknown()).text("<unknown>")
                .code(palette.reset()).text(CONTAINER).code(palette.value()).take();
        this.mappings = mappings;
        this.order = signedness == Signedness.SIGNED ? Long::compare : Long::compareUnsigned;
        this.begins = mappings.entries().stream().flatMap(mapping -> mapping.ranges().ranges().stream())
                .flatMap(range -> Stream.of(range.lower(), range.upper() + 1)).distinct().sorted(order)
                .mapToLong(Long::longValue).toArray();
        this.texts = new byte[begins.length][];
    }

    byte[] before(long value) {
        int interval = intervalOf(value);
        if (interval < 0) {
            return unknown;
        }
        byte[] text = texts[interval];
        if (text == null) {
            text = text(value);
            texts[interval] = text;
        }
        return text;
    }

    private int intervalOf(long value) {
        int from = 0;
        int to = begins.length - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            if (order.compare(begins[middle], value) <= 0) {
                from = middle + 1;
            } else {
                to = middle - 1;
            }
        }
        return to;
    }

    private byte[] text(long value) {
        List<String> labels = mappings.entries().stream().filter(mapping -> mapping.ranges().contains(value))
                .map(Mapping::label).toList();
        if (labels.isEmpty()) {
            return unknown;
        } else if (labels.size() == 1) {
            return text(labels, BEGIN, CONTAINER);
        }
        List<String> all = orderedLabels;
        if (all == null) {
            all = labelOrder.of(mappings.entries().stream().map(Mapping::label).toList());
            orderedLabels = all;
        }
        return text(all.stream().filter(labels::contains).toList(), BEGIN + "{ ", " }" + CONTAINER);
    }

    private byte[] text(List<String> labels, String before, String after) {
        var text = new LineBuffer(OutputStream.nullOutputStream());
        text.put(bytes(before));
        for (int i = 0; i < labels.size(); i++) {
            if (i > 0) {
                text.put(',', ' ');
            }
            byte[] label = bytes(labels.get(i));
            text.put(palette.value());
            text.putQuoted(label, 0, label.length);
            text.put(palette.reset());
        }
        text.put(bytes(after));
        text.put(palette.value());
        return text.copyFrom(0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
