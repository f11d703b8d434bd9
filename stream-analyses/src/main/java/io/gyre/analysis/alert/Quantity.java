package io.gyre.analysis.alert;

import io.gyre.analysis.DeclarationException;
import io.gyre.analysis.generic.declare.DeclarationText;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers in rules: with a unit of time they are nanoseconds, with {@code %} parts of one, else they stand for themselves. */
final class Quantity {
    private static final String NUMBER = "-?[0-9]{1,18}(?:\\.[0-9]{1,9})?";
    private static final Pattern QUANTITY = Pattern.compile("(" + NUMBER + ")(ns|us|µs|ms|s|min|h|%)?(?=\\s|/s|$)");
    private static final Pattern DURATION = Pattern
            .compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ns|us|µs|ms|s|min|h)(?=\\s|$)");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,4}(?=\\s|$)");
    /** A year. */
    private static final BigDecimal LONGEST = BigDecimal.valueOf(8760L * 3600 * 1_000_000_000L);
    private static final Map<String, BigDecimal> UNITS = Map.of("ns", BigDecimal.ONE, "us", BigDecimal.valueOf(1_000),
            "µs", BigDecimal.valueOf(1_000), "ms", BigDecimal.valueOf(1_000_000), "s",
            BigDecimal.valueOf(1_000_000_000), "min", BigDecimal.valueOf(60_000_000_000L), "h",
            BigDecimal.valueOf(3_600_000_000_000L), "%", new BigDecimal("0.01"));

    private Quantity() {}

    static BigDecimal parse(DeclarationText text) throws DeclarationException {
        return value(QUANTITY, text.next(QUANTITY, "a number, perhaps with ns, us, ms, s, min, h or %"));
    }

    /** {@return nanoseconds, more than none} */
    static long duration(DeclarationText text) throws DeclarationException {
        BigDecimal ns = value(DURATION, text.next(DURATION, "a duration, such as 500ms or 60s"));
        if (ns.compareTo(BigDecimal.ONE) < 0 || ns.compareTo(LONGEST) > 0) {
            throw text.wrong("a duration is from 1ns to 8760h");
        }
        return ns.longValue();
    }

    /** {@return from 1 to 9999} */
    static int count(DeclarationText text) throws DeclarationException {
        int count = Integer.parseInt(text.next(COUNT, "a count of answers, from 1 to 9999"));
        if (count == 0) {
            throw text.wrong("a count of answers is at least 1");
        }
        return count;
    }

    private static BigDecimal value(Pattern pattern, String written) {
        Matcher matcher = pattern.matcher(written);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no quantity: " + written);
        }
        String unit = matcher.group(2);
        var number = new BigDecimal(matcher.group(1));
        return unit == null ? number : number.multiply(UNITS.getOrDefault(unit, BigDecimal.ONE));
    }
}
