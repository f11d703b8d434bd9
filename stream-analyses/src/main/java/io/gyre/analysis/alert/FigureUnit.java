package io.gyre.analysis.alert;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/** What a limit is told in, which depends on the figure. */
enum FigureUnit {
    /** Fields that end in {@code _ns}. */
    TIME("a duration with ns, us, ms, s, min or h", Map.of("ns", BigDecimal.ONE, "us", BigDecimal.valueOf(1_000), "µs",
            BigDecimal.valueOf(1_000), "ms", BigDecimal.valueOf(1_000_000), "s", BigDecimal.valueOf(1_000_000_000),
            "min", BigDecimal.valueOf(60_000_000_000L), "h", BigDecimal.valueOf(3_600_000_000_000L))),
    /** Fields named {@code bytes}, or that end in {@code _bytes}. */
    BYTES("a number of bytes, perhaps with kB, MB, GB, KiB, MiB or GiB", Map.of("", BigDecimal.ONE, "B",
            BigDecimal.ONE, "kB", BigDecimal.valueOf(1_000), "MB", BigDecimal.valueOf(1_000_000), "GB",
            BigDecimal.valueOf(1_000_000_000), "KiB", BigDecimal.valueOf(1 << 10), "MiB", BigDecimal.valueOf(1 << 20),
            "GiB", BigDecimal.valueOf(1 << 30))),
    /** A field as a part of another one. */
    SHARE("a number with %, or a part of 1", Map.of("", BigDecimal.ONE, "%", new BigDecimal("0.01"))),
    /** All else. */
    NUMBER("a number without a unit", Map.of("", BigDecimal.ONE));

    private final String expected;
    @SuppressWarnings("ImmutableEnumChecker") // each is a Map.of
    private final Map<String, BigDecimal> units;

    FigureUnit(String expected, Map<String, BigDecimal> units) {
        this.expected = expected;
        this.units = units;
    }

    /** {@return the unit of a figure, as its field's name tells it} */
    static FigureUnit of(Figure figure) {
        if (!figure.whole().isEmpty()) {
            return SHARE;
        }
        if (figure.field().endsWith("_ns")) {
            return TIME;
        }
        return figure.field().equals("bytes") || figure.field().endsWith("_bytes") ? BYTES : NUMBER;
    }

    /** {@return what a limit must be, for people} */
    String expected() {
        return expected;
    }

    /** {@return whether a number may have this unit; nothing needs none} */
    boolean has(String unit, BigDecimal number) {
        return units.containsKey(unit) || (unit.isEmpty() && number.signum() == 0);
    }

    BigDecimal factor(String unit) {
        return units.getOrDefault(unit, BigDecimal.ONE);
    }

    /** {@return every unit that there is, the longest first, for a pattern} */
    static String pattern() {
        return Arrays.stream(values()).flatMap(kind -> kind.units.keySet().stream())
                .filter(unit -> !unit.isEmpty()).distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .collect(Collectors.joining("|"));
    }
}
