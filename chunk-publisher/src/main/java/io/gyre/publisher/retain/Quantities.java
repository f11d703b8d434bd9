package io.gyre.publisher.retain;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and times as people write them. */
final class Quantities {
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,18})([A-Za-z]*)");
    /** From the largest, so that a text has the fewest digits. */
    private static final Map<String, Long> SIZES = new LinkedHashMap<>();
    private static final Map<String, Long> TIMES = new LinkedHashMap<>();

    static {
        SIZES.put("TiB", 1L << 40);
        SIZES.put("TB", 1_000_000_000_000L);
        SIZES.put("GiB", 1L << 30);
        SIZES.put("GB", 1_000_000_000L);
        SIZES.put("MiB", 1L << 20);
        SIZES.put("MB", 1_000_000L);
        SIZES.put("KiB", 1L << 10);
        SIZES.put("kB", 1_000L);
        SIZES.put("B", 1L);
        TIMES.put("w", 7L * 24 * 3600);
        TIMES.put("d", 24L * 3600);
        TIMES.put("h", 3600L);
        TIMES.put("m", 60L);
        TIMES.put("s", 1L);
    }

    private Quantities() {}

    /** {@return bytes, or nothing when the text is no size} */
    static OptionalLong bytes(String text) {
        return read(text, SIZES);
    }

    /** {@return seconds, or nothing when the text is no time} */
    static OptionalLong seconds(String text) {
        return read(text, TIMES);
    }

    static String bytes(long bytes) {
        return write(bytes, SIZES);
    }

    static String duration(Duration duration) {
        return write(duration.toSeconds(), TIMES);
    }

    static String sizeUnits() {
        return String.join(", ", SIZES.keySet());
    }

    static String timeUnits() {
        return String.join(", ", TIMES.keySet());
    }

    /** {@return a size to about three digits, for sentences} */
    static String about(long bytes) {
        long unit = 1;
        String name = "B";
        for (Map.Entry<String, Long> size : SIZES.entrySet()) {
            if (!size.getKey().contains("i") && bytes >= size.getValue()) {
                unit = size.getValue();
                name = size.getKey();
                break;
            }
        }
        return unit == 1
                ? bytes + " B"
                : String.format(Locale.ROOT, "%.3g %s", (double) bytes / unit, name);
    }

    private static OptionalLong read(String text, Map<String, Long> units) {
        Matcher parts = NUMBER.matcher(text);
        if (!parts.matches()) {
            return OptionalLong.empty();
        }
        for (Map.Entry<String, Long> unit : units.entrySet()) {
            if (unit.getKey().equalsIgnoreCase(parts.group(2))) {
                long number = Long.parseLong(parts.group(1));
                return number > Long.MAX_VALUE / unit.getValue()
                        ? OptionalLong.empty()
                        : OptionalLong.of(number * unit.getValue());
            }
        }
        return OptionalLong.empty();
    }

    private static String write(long number, Map<String, Long> units) {
        for (Map.Entry<String, Long> unit : units.entrySet()) {
            if (number != 0 && number % unit.getValue() == 0) {
                return number / unit.getValue() + unit.getKey();
            }
        }
        return number + units.entrySet().stream().filter(unit -> unit.getValue() == 1).findFirst().orElseThrow()
                .getKey();
    }
}
